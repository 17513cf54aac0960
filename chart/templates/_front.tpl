{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- define "tachydromos.suite.front" -}}
{{- $front := .Values.front -}}
{{- dict
      "webmailHosts" (include "tachydromos.webmailHosts" . | fromYamlArray)
      "trustedProxies" (default list $front.trustedProxies)
      "mtaSts" (pick $front.mtaSts "mode" "maxAgeDays")
    | toYaml -}}
{{- end -}}

{{- /* Hosts of webmail, as a YAML list: those by which it is published, or would be. Clients are told the first. */ -}}
{{- define "tachydromos.webmailHosts" -}}
{{- $hosts := list -}}
{{- range $by := list .Values.sogo.ingress .Values.sogo.httproute -}}
{{- if or $by.enabled $by.hostname -}}
{{- $hosts = append $hosts (include "tachydromos.webmailHost" (list $ $by)) -}}
{{- end -}}
{{- end -}}
{{- default (list (include "tachydromos.webmailHost" (list . dict))) $hosts | uniq | toYaml -}}
{{- end -}}

{{- /* Host that publishes webmail: (list $ .Values.sogo.ingress). */ -}}
{{- define "tachydromos.webmailHost" -}}
{{- default (index . 0).Values.hostname (index . 1).hostname | toString | lower -}}
{{- end -}}

{{- /* Hosts at which clients and servers look for the settings of the domains named, as a YAML list. */ -}}
{{- define "tachydromos.clientHosts" -}}
{{- $hosts := list -}}
{{- range $domain := .Values.front.domains -}}
{{- range list "autoconfig" "autodiscover" "mta-sts" -}}
{{- $hosts = append $hosts (printf "%s.%s" . $domain) -}}
{{- end -}}
{{- end -}}
{{- toYaml $hosts -}}
{{- end -}}

{{- /*
Annotations of webmail's Ingress: what its requests need of ingress-nginx, which takes 1 MB and waits for a minute, with the user's laid over it.
The size is as NginxConf computes it.
*/ -}}
{{- define "tachydromos.webmailAnnotations" -}}
{{- $ingress := .Values.sogo.ingress -}}
{{- $ours := dict -}}
{{- if eq (default "" $ingress.ingressClassName) "nginx" -}}
{{- $megabytes := add 1 (div (add 2 (mul 4 (int .Values.postfix.messageSizeLimitMb))) 3) -}}
{{- $ours = dict
      "nginx.ingress.kubernetes.io/proxy-body-size" (printf "%dm" $megabytes)
      "nginx.ingress.kubernetes.io/proxy-read-timeout" "610" -}}
{{- end -}}
{{- mergeOverwrite $ours (deepCopy (default dict $ingress.annotations)) | toYaml -}}
{{- end -}}
