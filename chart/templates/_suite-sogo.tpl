{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- define "tachydromos.suite.sogo" -}}
{{- $sogo := .Values.sogo -}}
{{- dict
      "enabled" $sogo.enabled
      "replicas" $sogo.replicas
      "host" (include "tachydromos.serviceHost" (list . "sogo"))
      "webmailHost" (include "tachydromos.webmailHosts" . | fromYamlArray | first)
      "workerCount" (default 0 $sogo.workerCount)
      "workerMemoryLimitMb" (default 0 $sogo.workerMemoryLimitMb)
      "memoryLimitMb" (include "tachydromos.megabytes" (default dict $sogo.resources.limits).memory | int)
      "language" $sogo.language
      "timeZone" $sogo.timeZone
      "modules" (pick $sogo.modules "mail" "calendar" "dav" "activeSync")
      "passwordChange" $sogo.passwordChange
      "passwordPolicy" $sogo.passwordPolicy
    | toYaml -}}
{{- end -}}

{{- /* A quantity of memory in MiB, rounded down; 0 if there is none. */ -}}
{{- define "tachydromos.megabytes" -}}
{{- $text := toString (default "0" .) -}}
{{- $number := regexFind "^[0-9]+(\\.[0-9]+)?" $text | float64 -}}
{{- $unit := regexFind "[KMGTPEk]i?$" $text -}}
{{- $units := dict "" 1 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "P" 1e15 "E" 1e18 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 -}}
{{- $exponent := regexFind "[eE][+]?[0-9]+$" $text -}}
{{- if $exponent -}}
{{- $number = float64 $text -}}
{{- $unit = "" -}}
{{- end -}}
{{- divf (mulf $number (get $units $unit)) 1048576 | floor | int64 -}}
{{- end -}}
