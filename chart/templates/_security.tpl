{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* A pod's security context with the user's laid over it: the value podSecurityContext of the component. */ -}}
{{- define "tachydromos.podSecurityContext" -}}
{{- $ours := dict "fsGroup" 10001 "fsGroupChangePolicy" "OnRootMismatch" "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- mergeOverwrite $ours (deepCopy (default dict .)) | toYaml -}}
{{- end -}}

{{- /*
A mail daemon's container starts as root and gives up what it does not need: (dict "add" (list ...) "escalate" true).
The lists are explained in images/<name>/README.md; only Postfix needs escalation, for its set-gid postdrop.
*/ -}}
{{- define "tachydromos.daemonSecurityContext" -}}
runAsUser: 0
runAsGroup: 0
readOnlyRootFilesystem: true
allowPrivilegeEscalation: {{ default false .escalate }}
capabilities:
  drop: [ALL]
  add:
    {{- toYaml .add | nindent 4 }}
{{- end -}}

{{- define "tachydromos.javaSecurityContext" -}}
runAsUser: 10001
runAsGroup: 10001
runAsNonRoot: true
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
{{- end -}}

{{- /*
The API token is a volume of its own, mounted into the one container that talks to the API server:
the automatic mount would put it into every container of the pod.
*/ -}}
{{- define "tachydromos.apiTokenVolume" -}}
- name: api-token
  projected:
    sources:
      - serviceAccountToken: {path: token, expirationSeconds: 3607}
      - configMap:
          name: kube-root-ca.crt
          items: [{key: ca.crt, path: ca.crt}]
      - downwardAPI:
          items: [{path: namespace, fieldRef: {fieldPath: metadata.namespace}}]
{{- end -}}

{{- define "tachydromos.apiTokenMount" -}}
- {name: api-token, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
{{- end -}}
