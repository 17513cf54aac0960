{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- define "tachydromos.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /*
Prefix of every object's name. The limit is 41: a StatefulSet's revision label leaves 52 for "<fullname>-postgresql",
a Service 63 for "<fullname>-dovecot-internal". A Service's name also begins with a letter and has no dot.
A name that had to be changed carries a piece of its hash, so that two releases never share one.
*/ -}}
{{- define "tachydromos.fullname" -}}
{{- $wanted := .Values.fullnameOverride -}}
{{- if not $wanted -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $wanted = contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{- end -}}
{{- $safe := replace "." "-" $wanted -}}
{{- if regexMatch "^[0-9]" $safe -}}
{{- $safe = printf "r%s" $safe -}}
{{- end -}}
{{- if or (ne $safe $wanted) (gt (len $safe) 41) -}}
{{- $safe = printf "%s-%s" ($safe | trunc 32 | trimAll "-") (sha256sum $wanted | trunc 8) -}}
{{- end -}}
{{- $safe -}}
{{- end -}}

{{- /* Name of an object of this release: (list $ "postfix-internal"). */ -}}
{{- define "tachydromos.objectName" -}}
{{- printf "%s-%s" (include "tachydromos.fullname" (index . 0)) (index . 1) -}}
{{- end -}}

{{- /* Address of a Service of this release: (list $ "postfix-internal"). The cluster's domain is left to the search list. */ -}}
{{- define "tachydromos.serviceHost" -}}
{{- printf "%s.%s.svc" (include "tachydromos.objectName" .) (index . 0).Release.Namespace -}}
{{- end -}}

{{- /* All names that a client inside the cluster may use for a Service, as a YAML list. */ -}}
{{- define "tachydromos.serviceDnsNames" -}}
{{- $name := include "tachydromos.objectName" . -}}
{{- $namespace := (index . 0).Release.Namespace -}}
{{- list (printf "%s.%s.svc" $name $namespace) (printf "%s.%s" $name $namespace) $name | toYaml -}}
{{- end -}}
