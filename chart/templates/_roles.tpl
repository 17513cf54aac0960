{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* Rules of a mail pod's sidecar, by name: (list $ "postfix" (list "more-secret")), exactly what its daemons read (Daemon.secrets). A watch of one name is allowed by resourceNames. */ -}}
{{- define "tachydromos.syncRules" -}}
{{- $root := index . 0 -}}
{{- $suite := include "tachydromos.suite" $root | fromYaml -}}
{{- $secrets := concat (list
      $suite.certificates.mail
      $suite.certificates.internalCa
      (include "tachydromos.objectName" (list $root (printf "%s-tls" (index . 1))))
      $suite.ldap.bindPassword.secret
      $suite.ldap.tls.caSecret
      $suite.internalSecret) (index . 2) | compact | uniq -}}
{{ include "tachydromos.suiteRule" $root }}
- apiGroups: [""]
  resources: [secrets]
  resourceNames:
    {{- toYaml $secrets | nindent 4 }}
  verbs: [get, list, watch]
{{ include "tachydromos.eventRule" $root }}
{{- end -}}

{{- /* Rules of the cert-rotator: it writes what it makes, and nothing else. Only `create` cannot be limited by name. */ -}}
{{- define "tachydromos.rotatorRules" -}}
{{- $suite := include "tachydromos.suite" . | fromYaml -}}
{{- $secrets := list $suite.certificates.mail $suite.certificates.internalCa $suite.certificates.internalCaKey -}}
{{- range concat $suite.certificates.internal $suite.credentials -}}
{{- $secrets = append $secrets .secret -}}
{{- end -}}
{{ include "tachydromos.suiteRule" . }}
- apiGroups: [""]
  resources: [secrets]
  resourceNames:
    {{- toYaml (uniq $secrets) | nindent 4 }}
  verbs: [get, list, watch, update, patch]
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
{{ include "tachydromos.eventRule" . }}
{{- end -}}

{{- define "tachydromos.suiteRule" -}}
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [{{ include "tachydromos.objectName" (list . "suite") }}]
  verbs: [get, list, watch]
{{- end -}}

{{- define "tachydromos.eventRule" -}}
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}

{{- /* Binds a component's Role to its service account: (list $ "postfix"). */ -}}
{{- define "tachydromos.roleBinding" -}}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ include "tachydromos.objectName" . }}
subjects:
  - kind: ServiceAccount
    name: {{ include "tachydromos.objectName" . }}
    namespace: {{ (index . 0).Release.Namespace | quote }}
{{- end -}}
