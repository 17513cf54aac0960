{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* What this release's admission webhooks have in common: (list $ "Fail") is the failure policy. */ -}}
{{- define "tachydromos.admission" -}}
{{- $root := index . 0 -}}
clientConfig:
  service:
    name: {{ include "tachydromos.objectName" (list $root "webhook") }}
    namespace: {{ $root.Release.Namespace | quote }}
    path: /validate
    port: 443
admissionReviewVersions: [v1]
failurePolicy: {{ index . 1 }}
matchPolicy: Equivalent
sideEffects: None
timeoutSeconds: 5
namespaceSelector:
  matchLabels:
    kubernetes.io/metadata.name: {{ $root.Release.Namespace | quote }}
{{- end -}}

{{- /* Keeps a component's pods on different nodes and in different zones where it can: (list $ "webhook"). */ -}}
{{- define "tachydromos.apart" -}}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "tachydromos.selectorLabels" $ | nindent 8 }}
  {{- end }}
{{- end -}}

{{- /* Annotations of the check before an install or upgrade, with its place in the order. Nothing of it stays once it has passed. */ -}}
{{- define "tachydromos.checkHook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
