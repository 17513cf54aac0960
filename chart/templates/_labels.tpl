{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* Labels that every pod of this release has; they never change. */ -}}
{{- define "tachydromos.releaseLabels" -}}
app.kubernetes.io/name: {{ include "tachydromos.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- /* Selects one component's pods: (list $ "postfix"). */ -}}
{{- define "tachydromos.selectorLabels" -}}
{{ include "tachydromos.releaseLabels" (index . 0) }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- /* Labels of an object: (list $ "postfix"). */ -}}
{{- define "tachydromos.labels" -}}
{{- $root := index . 0 -}}
{{ include "tachydromos.selectorLabels" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service | quote }}
app.kubernetes.io/part-of: tachydromos
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | quote }}
{{- end -}}

{{- /* Head of every object's metadata: (list $ "postfix" "postfix-internal") is component and name after the prefix. */ -}}
{{- define "tachydromos.metadata" -}}
{{- $root := index . 0 -}}
name: {{ include "tachydromos.objectName" (list $root (index . 2)) }}
namespace: {{ $root.Release.Namespace | quote }}
labels:
  {{- include "tachydromos.labels" (list $root (index . 1)) | nindent 2 }}
{{- end -}}
