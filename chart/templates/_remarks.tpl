{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* Values that are accepted and do something else than the user may expect, at the end of NOTES.txt. */ -}}
{{- define "tachydromos.remarks" -}}
{{- $remarks := list -}}
{{- $components := dict "ldap.embedded" .Values.ldap.embedded "postfix" .Values.postfix "dovecot" .Values.dovecot -}}
{{- if .Values.rspamd.enabled -}}
{{- $_ := set $components "rspamd" .Values.rspamd -}}
{{- end -}}
{{- if include "tachydromos.databaseRuns" . -}}
{{- $_ := set $components "database.embedded" .Values.database.embedded -}}
{{- end -}}
{{- range $component, $values := $components -}}
{{- with $values.deploymentStrategy -}}
{{- $remarks = append $remarks (printf "%s.deploymentStrategy: %s has no effect, a StatefulSet replaces its pods one by one" $component .) -}}
{{- end -}}
{{- if not $values.persistence.enabled -}}
{{- $remarks = append $remarks (printf "%s.persistence.enabled: false, what it holds is lost with the pod" $component) -}}
{{- end -}}
{{- end -}}
{{- range $component := list "postfix" "dovecot" -}}
{{- with include (printf "tachydromos.%sProxyPorts" $component) $ | fromJsonArray -}}
{{- $ports := list -}}
{{- range . -}}
{{- $ports = append $ports (printf "%s %s" (splitList ":" . | first) (index (splitList ":" .) 1)) -}}
{{- end -}}
{{- $remarks = append $remarks (printf "%s.enableProxyProtocol: proxies connect to the Service %s (%s); the plain ports take no PROXY header" $component (include "tachydromos.objectName" (list $ (printf "%s-proxy" $component))) (join ", " $ports)) -}}
{{- end -}}
{{- end -}}
{{- if not .Values.rspamd.enabled -}}
{{- $remarks = append $remarks "rspamd.enabled: false, mail is neither scanned nor signed" -}}
{{- end -}}
{{- if and .Values.rspamd.ingress.enabled (not .Values.rspamd.ingress.secretName) -}}
{{- $remarks = append $remarks "rspamd.ingress.secretName: empty, so the password of the web interface may cross the network in clear text" -}}
{{- end -}}
{{- if $remarks }}

Please note:
{{- range $remarks }}
 - {{ . }}
{{- end }}
{{- end }}
{{- end -}}
