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
{{ include "tachydromos.sidecarRules" (list $root $secrets) }}
{{- end -}}

{{- /* Rules of a sidecar that reads these Secrets, and the directory: (list $ (list "my-secret")). */ -}}
{{- define "tachydromos.sidecarRules" -}}
{{- $root := index . 0 -}}
{{- $suite := include "tachydromos.suite" $root | fromYaml -}}
{{ include "tachydromos.suiteRule" $root }}
{{ include "tachydromos.secretRule" (concat (index . 1) (list $suite.ldap.bindPassword.secret $suite.ldap.tls.caSecret) | compact | uniq) }}
{{ include "tachydromos.eventRule" $root }}
{{- end -}}

{{- /* Rules of the cert-rotator: it writes what it makes, and nothing else. Only `create` cannot be limited by name. */ -}}
{{- define "tachydromos.rotatorRules" -}}
{{- $suite := include "tachydromos.suite" . | fromYaml -}}
{{- $secrets := list $suite.certificates.mail $suite.certificates.internalCa $suite.certificates.internalCaKey -}}
{{- if .Values.webhook.enabled -}}
{{- $secrets = concat $secrets (list $suite.webhook.serving $suite.webhook.authority) -}}
{{- end -}}
{{- if $suite.rspamd.enabled -}}
{{- $secrets = append $secrets $suite.rspamd.dkimSecret -}}
{{- end -}}
{{- range concat $suite.certificates.internal $suite.credentials -}}
{{- $secrets = append $secrets .secret -}}
{{- end -}}
{{ include "tachydromos.suiteRule" . }}
- apiGroups: [""]
  resources: [secrets]
  resourceNames:
    {{- toYaml (uniq $secrets) | nindent 4 }}
  verbs: [get, list, watch, patch]
{{ include "tachydromos.secretRule" (list $suite.certificates.ingress) }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
# What is to be published in DNS, and the part of it that is of the signing keys.
- apiGroups: [""]
  resources: [configmaps]
  resourceNames:
    - {{ $suite.dns.records }}
    {{- if $suite.rspamd.enabled }}
    - {{ $suite.rspamd.dkimRecords }}
    {{- end }}
  verbs: [get, patch]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create]
# Which of its pods works.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "tachydromos.objectName" (list . "cert-rotator") }}]
  verbs: [get, patch]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
{{ include "tachydromos.eventRule" . }}
{{- end -}}

{{- /* Rules of the webhook: its own key pair, and the document in force. What it judges comes to it. */ -}}
{{- define "tachydromos.webhookRules" -}}
{{- $suite := include "tachydromos.suite" . | fromYaml -}}
{{ include "tachydromos.suiteRule" . }}
{{ include "tachydromos.secretRule" (list $suite.webhook.serving) }}
{{- end -}}

{{- /* The name of what the cert-rotator may do outside its namespace, made like the webhook configuration's. */ -}}
{{- define "tachydromos.rotatorClusterRole" -}}
{{- printf "%s.%s" (include "tachydromos.objectName" (list . "cert-rotator")) .Release.Namespace -}}
{{- end -}}

{{- define "tachydromos.suiteRule" -}}
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [{{ include "tachydromos.objectName" (list . "suite") }}]
  verbs: [get, list, watch]
{{- end -}}

{{- /* Reads these Secrets. */ -}}
{{- define "tachydromos.secretRule" -}}
- apiGroups: [""]
  resources: [secrets]
  resourceNames:
    {{- toYaml . | nindent 4 }}
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
