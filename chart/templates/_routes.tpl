{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /*
A TCPRoute for each port, as one Gateway listener has one port: (list $ "postfix" (list "smtp:25" ...) (list "smtp:26:26" ...)), the
ports for clients and those for proxies. Of these each one that is on leads there if the Gateway speaks PROXY.
*/ -}}
{{- define "tachydromos.tcpRoutes" -}}
{{- $root := index . 0 -}}
{{- $component := index . 1 -}}
{{- $route := (index $root.Values $component).tcproute -}}
{{- $proxied := dict -}}
{{- if $route.proxyProtocol -}}
{{- range index . 3 -}}
{{- $_ := set $proxied (splitList ":" . | first) (index (splitList ":" .) 1) -}}
{{- end -}}
{{- end -}}
{{- $versions := $root.Capabilities.APIVersions -}}
{{- $old := and ($versions.Has "gateway.networking.k8s.io/v1alpha2/TCPRoute") (not ($versions.Has "gateway.networking.k8s.io/v1/TCPRoute")) -}}
{{- range index . 2 }}
{{- $name := splitList ":" . | first }}
---
apiVersion: gateway.networking.k8s.io/{{ $old | ternary "v1alpha2" "v1" }}
kind: TCPRoute
metadata:
  {{- include "tachydromos.metadata" (list $root $component (printf "%s-%s" $component $name)) | nindent 2 }}
  {{- with $route.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  parentRefs:
    {{- range $route.parentRefs }}
    - {{ merge (dict "sectionName" $name) . | toJson }}
    {{- end }}
  rules:
    - backendRefs:
        {{- with index $proxied $name }}
        - {name: {{ include "tachydromos.objectName" (list $root (printf "%s-proxy" $component)) }}, port: {{ . }}}
        {{- else }}
        - {name: {{ include "tachydromos.objectName" (list $root $component) }}, port: {{ splitList ":" . | last }}}
        {{- end }}
{{- end }}
{{- end -}}
