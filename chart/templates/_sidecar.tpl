{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* HTTP probes of a Java program. Started means only "it runs"; the daemons wait for their first tree by themselves. */ -}}
{{- define "tachydromos.javaProbes" -}}
startupProbe:
  httpGet: {path: /health/liveness, port: health}
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 120
livenessProbe:
  httpGet: {path: /health/liveness, port: health}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /health/readiness, port: health}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 7
{{- end -}}

{{- define "tachydromos.javaEnv" -}}
- name: TACHYDROMOS_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
- name: TACHYDROMOS_POD
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: TACHYDROMOS_SUITE
  value: {{ include "tachydromos.objectName" (list . "suite") | quote }}
{{- end -}}

{{- /* The native sidecar of a mail pod: (dict "root" $ "daemons" (list "postfix" "sasl") "mail" false), and "mounts" if it needs more. */ -}}
{{- define "tachydromos.sidecar" -}}
{{- $root := .root -}}
- name: sync
  {{- include "tachydromos.image" (list $root $root.Values.syncSidecar.image) | nindent 2 }}
  args: [sync-sidecar]
  restartPolicy: Always
  env:
    {{- include "tachydromos.javaEnv" $root | nindent 4 }}
    - {name: TACHYDROMOS_DAEMONS, value: {{ join "," .daemons | quote }}}
    - {name: TACHYDROMOS_STATE, value: /var/lib/tachydromos}
    - {name: TACHYDROMOS_CONTROL, value: /run/tachydromos}
    - {name: TACHYDROMOS_MAIL, value: {{ .mail | ternary "/var/mail" "" | quote }}}
  ports:
    - {name: health, containerPort: 8081}
  {{- include "tachydromos.javaProbes" . | nindent 2 }}
  resources:
    {{- toYaml $root.Values.syncSidecar.resources | nindent 4 }}
  securityContext:
    {{- include "tachydromos.javaSecurityContext" . | nindent 4 }}
  volumeMounts:
    {{- include "tachydromos.apiTokenMount" . | nindent 4 }}
    - {name: tmp-sync, mountPath: /tmp}
    - {name: data, subPath: state, mountPath: /var/lib/tachydromos}
    {{- range .daemons }}
    - {name: control-{{ . }}, mountPath: /run/tachydromos/{{ . }}}
    {{- end }}
    {{- if .mail }}
    - {name: data, subPath: mail, mountPath: /var/mail}
    {{- end }}
    {{- with .mounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- /* Volumes that the sidecar brings into its pod: the same dict. */ -}}
{{- define "tachydromos.sidecarVolumes" -}}
{{- include "tachydromos.apiTokenVolume" . }}
- name: tmp-sync
  emptyDir: {}
{{- range .daemons }}
- name: control-{{ . }}
  emptyDir: {}
{{- end }}
{{- end -}}

{{- /* What a daemon's container shares with the sidecar; it reads the state and writes only its own socket. */ -}}
{{- define "tachydromos.sidecarMounts" -}}
- {name: data, subPath: state, mountPath: /var/lib/tachydromos, readOnly: true}
- {name: control-{{ . }}, mountPath: /run/tachydromos/{{ . }}}
{{- end -}}
