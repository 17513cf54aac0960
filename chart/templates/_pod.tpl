{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* First lines of every pod's spec: (list $ "postfix" .Values.postfix); a pod without a name of its own has no account either. */ -}}
{{- define "tachydromos.podSpec" -}}
{{- $root := index . 0 -}}
{{- with index . 1 -}}
serviceAccountName: {{ include "tachydromos.objectName" (list $root .) }}
{{ end -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "tachydromos.podSecurityContext" (index . 2).podSecurityContext | nindent 2 }}
{{- range $key := list "imagePullSecrets" "nodeSelector" "affinity" "tolerations" }}
{{- with index $root.Values $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Metadata of a pod template: (list $ "postfix" .Values.postfix). */ -}}
{{- define "tachydromos.podMetadata" -}}
labels:
  {{- include "tachydromos.selectorLabels" . | nindent 2 }}
{{- with (index . 2).podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- /* Writable places of a container with a read-only root: (list "postfix" "sasl"). */ -}}
{{- define "tachydromos.scratchVolumes" -}}
{{- range . }}
- name: run-{{ . }}
  emptyDir: {medium: Memory, sizeLimit: 64Mi}
- name: tmp-{{ . }}
  emptyDir: {}
{{- end }}
{{- end -}}

{{- define "tachydromos.scratchMounts" -}}
- {name: run-{{ . }}, mountPath: /run}
- {name: tmp-{{ . }}, mountPath: /tmp}
{{- end -}}

{{- /*
The claim of a StatefulSet: (list $ "postfix" .Values.postfix.persistence). It cannot be changed later,
so it carries only labels that never change.
*/ -}}
{{- define "tachydromos.volumeClaimTemplate" -}}
{{- $persistence := index . 2 -}}
- metadata:
    name: data
    labels:
      {{- include "tachydromos.selectorLabels" . | nindent 6 }}
    {{- with $persistence.annotations }}
    annotations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  spec:
    accessModes:
      {{- toYaml $persistence.accessModes | nindent 6 }}
    {{- if kindIs "string" $persistence.storageClassName }}
    storageClassName: {{ $persistence.storageClassName | quote }}
    {{- end }}
    resources:
      requests:
        storage: {{ $persistence.size | quote }}
{{- end -}}
