{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* "yes" if PostgreSQL runs in this release: only SOGo needs it. */ -}}
{{- define "tachydromos.databaseRuns" -}}
{{- if and .Values.sogo.enabled .Values.database.embedded.enabled -}}yes{{- end -}}
{{- end -}}

{{- define "tachydromos.suite.database" -}}
{{- $database := .Values.database -}}
{{- $host := $database.host -}}
{{- $port := $database.port -}}
{{- $tls := dict "mode" $database.tls.mode "caSecret" (default "" $database.tls.caSecret) -}}
{{- $password := dict "secret" $database.existingSecret "key" "secrets" "entry" "postgresqlPassword" -}}
{{- if $database.embedded.enabled -}}
{{- $host = include "tachydromos.serviceHost" (list . "postgresql") -}}
{{- $port = 5432 -}}
{{- $tls = dict "mode" "verify-full" "caSecret" (include "tachydromos.objectName" (list . "internal-ca")) -}}
{{- $password = dict "secret" (include "tachydromos.databaseUserSecret" .) "key" "POSTGRESQL_PASSWORD" "entry" "" -}}
{{- end -}}
{{- dict
      "embedded" $database.embedded.enabled
      "host" $host
      "port" $port
      "database" $database.database
      "username" $database.username
      "password" $password
      "tls" $tls
      "persistence" (or (not $database.embedded.enabled) $database.embedded.persistence.enabled)
    | toYaml -}}
{{- end -}}

{{- /*
Two Secrets, since a Role grants a Secret as a whole: the SOGo pod reads its user's, and never the administrator's.
*/ -}}
{{- define "tachydromos.databaseAdminSecret" -}}
{{- default (include "tachydromos.objectName" (list . "postgresql")) .Values.database.embedded.existingSecret -}}
{{- end -}}

{{- define "tachydromos.databaseUserSecret" -}}
{{- default (include "tachydromos.objectName" (list . "postgresql-user")) .Values.database.embedded.existingSecret -}}
{{- end -}}

{{- /* The SOGo pod's way to the database. */ -}}
{{- define "tachydromos.databaseEgress" -}}
{{- if .Values.database.embedded.enabled -}}
- to:
    {{- include "tachydromos.peers" (list . "postgresql") | nindent 4 }}
  {{- include "tachydromos.tcpPorts" (list 5432) | nindent 2 }}
{{- else -}}
- {{ include "tachydromos.tcpPorts" (list (int .Values.database.port)) | indent 2 | trim }}
{{- end -}}
{{- end -}}
