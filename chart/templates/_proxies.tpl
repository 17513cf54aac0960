{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* Where proxies come in, as far as it is on: (list .Values.postfix (dict "smtp" 26 ...)), as a JSON list for the Service. */ -}}
{{- define "tachydromos.proxyPorts" -}}
{{- $values := index . 0 -}}
{{- $ports := list -}}
{{- range $name, $port := index . 1 -}}
{{- if index $values.enableProxyProtocol $name -}}
{{- $ports = append $ports (printf "%s:%d:%d" $name (int (index $values.proxyService.ports $name)) $port) -}}
{{- end -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}

{{- define "tachydromos.postfixProxyPorts" -}}
{{- include "tachydromos.proxyPorts" (list .Values.postfix (dict "smtp" 26 "smtps" 466 "submission" 588)) -}}
{{- end -}}

{{- define "tachydromos.dovecotProxyPorts" -}}
{{- include "tachydromos.proxyPorts" (list .Values.dovecot (dict "imap" 10143 "imaps" 10993)) -}}
{{- end -}}

{{- /* Numbers of the container's ports, of such a list, for a NetworkPolicy. */ -}}
{{- define "tachydromos.targets" -}}
{{- $targets := list -}}
{{- range . -}}
{{- $targets = append $targets (splitList ":" . | last | int) -}}
{{- end -}}
{{- toJson $targets -}}
{{- end -}}
