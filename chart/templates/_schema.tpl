{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /*
What is wrong with a value by the chart's schema, one finding a line: (dict "path" "postfix.image" "value" v "schema" s "types" definitions).
It knows the keywords that value-types.yaml uses, except those that look across values. What the suite document shows (x-document) it
leaves alone.
*/ -}}
{{- define "tachydromos.schema.value" -}}
{{- $here := . -}}
{{- $schema := .schema -}}
{{- with get $schema "$ref" -}}
{{- $schema = get $here.types (trimPrefix "#/definitions/" .) -}}
{{- end -}}
{{- $kind := include "tachydromos.schema.kind" .value -}}
{{- $types := kindIs "string" $schema.type | ternary (list $schema.type) $schema.type -}}
{{- $at := dict "path" .path "value" .value "kind" $kind "schema" $schema "types" .types -}}
{{- if hasKey .schema "x-document" -}}
{{- else if not (or (has $kind $types) (and (eq $kind "integer") (has "number" $types))) -}}
{{- include "tachydromos.schema.finding" (set $at "wrong" (printf "is of type %s, not %s" $kind (without $types "null" | join " or "))) -}}
{{- else if eq $kind "object" -}}
{{- include "tachydromos.schema.object" $at -}}
{{- else if eq $kind "array" -}}
{{- range $i, $item := .value -}}
{{- include "tachydromos.schema.value" (dict "path" (printf "%s[%d]" $here.path $i) "value" $item "schema" $schema.items "types" $here.types) -}}
{{- end -}}
{{- if lt (len .value) (int $schema.minItems) -}}
{{- include "tachydromos.schema.finding" (set $at "wrong" "is empty") -}}
{{- end -}}
{{- else if not (include "tachydromos.schema.fits" $at) -}}
{{- include "tachydromos.schema.finding" (set $at "wrong" (printf "%s is not allowed" (.value | toJson | trunc 80))) -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.schema.kind" -}}
{{- $kind := kindOf . -}}
{{- if has $kind (list "int" "int64" "float64") -}}
{{- ne (floor .) (float64 .) | ternary "number" "integer" -}}
{{- else -}}
{{- get (dict "map" "object" "slice" "array" "bool" "boolean" "string" "string" "invalid" "null") $kind -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.schema.object" -}}
{{- $here := . -}}
{{- $properties := .schema.properties | default dict -}}
{{- $others := .schema.additionalProperties -}}
{{- $prefix := empty .path | ternary "" (print .path ".") -}}
{{- range $key, $value := .value -}}
{{- $at := dict "path" (print $prefix $key) "value" $value "types" $here.types -}}
{{- if hasKey $properties $key -}}
{{- include "tachydromos.schema.value" (set $at "schema" (get $properties $key)) -}}
{{- else if kindIs "map" $others -}}
{{- include "tachydromos.schema.value" (set $at "schema" $others) -}}
{{- else if kindIs "bool" $others | and (not $others) -}}
{{- $remedy := dict "x-remedy" "remove it, or correct it: helm show values prints those that are known" -}}
{{- include "tachydromos.schema.finding" (merge (dict "schema" $remedy "wrong" "is a key that nobody knows") $at) -}}
{{- end -}}
{{- end -}}
{{- range .schema.required -}}
{{- if not (hasKey $here.value .) -}}
{{- include "tachydromos.schema.finding" (dict "path" (print $prefix .) "schema" (get $properties . | default dict) "types" $here.types "wrong" "is missing or null") -}}
{{- end -}}
{{- end -}}
{{- if and (hasKey .schema "maxProperties") .value -}}
{{- include "tachydromos.schema.finding" (set . "wrong" "is of type object, not array") -}}
{{- end -}}
{{- end -}}

{{- /* "yes" if a text, a number, a flag or null is one of those that the schema lets in. */ -}}
{{- define "tachydromos.schema.fits" -}}
{{- $fits := hasKey .schema "enum" | ternary (has .value (default list .schema.enum)) true -}}
{{- if eq .kind "string" -}}
{{- $long := and (hasKey .schema "maxLength") (gt (len .value) (int .schema.maxLength)) -}}
{{- $fits = and $fits (not $long) (regexMatch (default "" .schema.pattern) .value) -}}
{{- else if has .kind (list "integer" "number") -}}
{{- $small := and (hasKey .schema "minimum") (lt (float64 .value) (float64 .schema.minimum)) -}}
{{- $large := and (hasKey .schema "maximum") (gt (float64 .value) (float64 .schema.maximum)) -}}
{{- $fits = and $fits (not $small) (not $large) -}}
{{- end -}}
{{- $fits | ternary "yes" "" -}}
{{- end -}}

{{- define "tachydromos.schema.finding" -}}
{{- $schema := .schema -}}
{{- if hasKey $schema "$ref" -}}
{{- $schema = get .types (trimPrefix "#/definitions/" (get $schema "$ref")) -}}
{{- end -}}
{{- $byType := dict "object" "write keys and values below it" "array" "write a list" "boolean" "set true or false" -}}
{{- $type := kindIs "slice" $schema.type | ternary $schema.type (list $schema.type) | first | toString -}}
{{- $remedy := get $schema "x-remedy" | default (get $byType $type) | default "set what helm show values says of it" -}}
{{- printf "%s: %s; %s\n" (default "values" .path) .wrong $remedy -}}
{{- end -}}
