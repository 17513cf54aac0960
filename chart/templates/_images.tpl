{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* The two image lines of a container: (list $ .Values.postfix.image). */ -}}
{{- define "tachydromos.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- $tag := default $root.Chart.AppVersion $image.tag -}}
{{- $name := printf "%s:%s" $image.repository (toString $tag) -}}
{{- with default $image.registry $root.Values.global.registry -}}
{{- $name = printf "%s/%s" . $name -}}
{{- end -}}
image: {{ $name | quote }}
imagePullPolicy: {{ default "IfNotPresent" $image.pullPolicy }}
{{- end -}}
