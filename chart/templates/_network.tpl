{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* Ports of a rule: (list 25 465). */ -}}
{{- define "tachydromos.tcpPorts" -}}
ports:
  {{- range . }}
  - {protocol: TCP, port: {{ int . }}}
  {{- end }}
{{- end -}}

{{- /* Peers of a rule: (list $ "postfix" "dovecot") are components of this release. */ -}}
{{- define "tachydromos.peers" -}}
{{- $root := index . 0 -}}
{{- range $i, $component := rest . }}
{{- if $i }}
{{ end -}}
- podSelector:
    matchLabels:
      {{- include "tachydromos.selectorLabels" (list $root $component) | nindent 6 }}
{{- end }}
{{- end -}}

{{- /* A Java program's way to the API server, whose address a chart cannot know. */ -}}
{{- define "tachydromos.apiEgress" -}}
{{- $server := .Values.network.apiServer -}}
- {{ include "tachydromos.tcpPorts" $server.ports | indent 2 | trim }}
  {{- with $server.cidrs }}
  to:
    {{- range . }}
    - ipBlock: {cidr: {{ . | quote }}}
    {{- end }}
  {{- end }}
{{- end -}}

{{- /* A mail pod's way to the directory. */ -}}
{{- define "tachydromos.ldapEgress" -}}
{{- if .Values.ldap.embedded.enabled -}}
- to:
    {{- include "tachydromos.peers" (list . "openldap") | nindent 4 }}
  {{- include "tachydromos.tcpPorts" (list 389) | nindent 2 }}
{{- else -}}
- {{ include "tachydromos.tcpPorts" (list (int .Values.ldap.port)) | indent 2 | trim }}
{{- end -}}
{{- end -}}

{{- /* Ports that outgoing mail needs: 25, and the relay host's. */ -}}
{{- define "tachydromos.outgoingPorts" -}}
{{- $ports := list 25 -}}
{{- with regexFind ":[0-9]+$" (default "" .Values.postfix.relayhost | toString) -}}
{{- $ports = append $ports (trimPrefix ":" . | int) | uniq -}}
{{- end -}}
{{- include "tachydromos.tcpPorts" $ports -}}
{{- end -}}
