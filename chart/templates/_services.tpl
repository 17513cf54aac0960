{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /*
Spec of a Service that the user publishes: (list $ "postfix" .Values.postfix.service (list "smtp:25" ...)),
where each port is named like its key in nodePorts, and like its container port unless that one's number stands behind.
*/ -}}
{{- define "tachydromos.serviceSpec" -}}
{{- $service := index . 2 -}}
type: {{ $service.type }}
{{- if and (ne $service.type "ClusterIP") $service.externalTrafficPolicy }}
externalTrafficPolicy: {{ $service.externalTrafficPolicy }}
{{- end }}
{{- range $key := list "ipFamilyPolicy" "ipFamilies" }}
{{- with index $service $key }}
{{ $key }}: {{ toJson . }}
{{- end }}
{{- end }}
{{- if eq $service.type "LoadBalancer" }}
{{- range $key := list "loadBalancerClass" "loadBalancerIP" "loadBalancerSourceRanges" }}
{{- with index $service $key }}
{{ $key }}: {{ toJson . }}
{{- end }}
{{- end }}
{{- end }}
selector:
  {{- include "tachydromos.selectorLabels" . | nindent 2 }}
ports:
  {{- range index . 3 }}
  {{- $port := splitList ":" . }}
  {{- $name := first $port }}
  - name: {{ $name }}
    port: {{ index $port 1 }}
    targetPort: {{ gt (len $port) 2 | ternary (last $port) $name }}
    {{- if ne $service.type "ClusterIP" }}
    {{- with index $service.nodePorts $name }}
    nodePort: {{ int . }}
    {{- end }}
    {{- end }}
  {{- end }}
{{- end -}}

{{- /* A Service that the user publishes: (list $ "postfix" "postfix" .Values.postfix.service (list "smtp:25" ...)), component before name. */ -}}
{{- define "tachydromos.publishedService" -}}
{{- $root := index . 0 -}}
{{- $service := index . 3 -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "tachydromos.metadata" (list $root (index . 1) (index . 2)) | nindent 2 }}
  {{- with $service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- include "tachydromos.serviceSpec" (list $root (index . 1) $service (index . 4)) | nindent 2 }}
{{- end -}}

{{- /* Host that publishes Rspamd's web interface: (list $ .Values.rspamd.ingress). */ -}}
{{- define "tachydromos.webHost" -}}
{{- default (printf "rspamd.%s" (index . 0).Values.hostname) (index . 1).hostname | lower -}}
{{- end -}}
