{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /*
Spec of a Service that the user publishes: (list $ "postfix" .Values.postfix.service (list "smtp:25" ...)),
where each port is named like its container port and its key in nodePorts.
*/ -}}
{{- define "tachydromos.serviceSpec" -}}
{{- $service := index . 2 -}}
type: {{ $service.type }}
{{- if and (ne $service.type "ClusterIP") $service.externalTrafficPolicy }}
externalTrafficPolicy: {{ $service.externalTrafficPolicy }}
{{- end }}
selector:
  {{- include "tachydromos.selectorLabels" . | nindent 2 }}
ports:
  {{- range index . 3 }}
  {{- $name := splitList ":" . | first }}
  - name: {{ $name }}
    port: {{ splitList ":" . | last }}
    targetPort: {{ $name }}
    {{- if ne $service.type "ClusterIP" }}
    {{- with index $service.nodePorts $name }}
    nodePort: {{ int . }}
    {{- end }}
    {{- end }}
  {{- end }}
{{- end -}}

{{- /* Host that publishes Rspamd's web interface: (list $ .Values.rspamd.ingress). */ -}}
{{- define "tachydromos.webHost" -}}
{{- default (printf "rspamd.%s" (index . 0).Values.hostname) (index . 1).hostname | lower -}}
{{- end -}}
