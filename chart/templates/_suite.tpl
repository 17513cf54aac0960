{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /*
The suite document. Roles and NetworkPolicies read it too (fromYaml), so that they name exactly what the programs
will ask for. Every field is always present; a value of a wrong type is shown as it is, so that those who judge the document can name it.
*/ -}}
{{- define "tachydromos.suite" -}}
{{- $release := dict "name" .Release.Name "namespace" .Release.Namespace "fullname" (include "tachydromos.fullname" .) -}}
{{- $internal := include "tachydromos.objectName" (list . "internal") -}}
{{- $keys := list (dict "secret" $internal "keys" (list "probePassword" "doveadmApiKey")) -}}
{{- if and .Values.rspamd.enabled (not .Values.rspamd.existingSecret) -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.objectName" (list . "rspamd")) "keys" (list "rspamdPassword")) -}}
{{- end -}}
{{- if and .Values.postfix.srs.enabled (not .Values.postfix.srs.secret) -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.objectName" (list . "srs")) "keys" (list "srsSecrets")) -}}
{{- end -}}
{{- if not .Values.dovecot.existingSecret -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.objectName" (list . "dovecot")) "keys" (list "superuserPassword")) -}}
{{- end -}}
{{- if and .Values.ldap.embedded.enabled (not .Values.ldap.embedded.existingSecret) -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.ldapReaderSecret" .) "keys" (list "LDAP_BINDDN_PASSWORD")) -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.ldapAdminSecret" .) "keys" (list "LDAP_ADMIN_PASSWORD")) -}}
{{- end -}}
{{- if and (include "tachydromos.databaseRuns" .) (not .Values.database.embedded.existingSecret) -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.databaseUserSecret" .) "keys" (list "POSTGRESQL_PASSWORD")) -}}
{{- $keys = prepend $keys (dict "secret" (include "tachydromos.databaseAdminSecret" .) "keys" (list "POSTGRESQL_POSTGRES_PASSWORD")) -}}
{{- end -}}
{{- dict
      "apiVersion" "tachydromos.io/v1"
      "kind" "Suite"
      "schema" 1
      "release" $release
      "hostname" (kindIs "string" .Values.hostname | ternary (.Values.hostname | toString | lower) .Values.hostname)
      "podNetworks" (default list .Values.podNetworks)
      "ldap" (include "tachydromos.suite.ldap" . | fromYaml)
      "postfix" (include "tachydromos.suite.postfix" . | fromYaml)
      "dovecot" (include "tachydromos.suite.dovecot" . | fromYaml)
      "rspamd" (include "tachydromos.suite.rspamd" . | fromYaml)
      "database" (include "tachydromos.suite.database" . | fromYaml)
      "clamav" (dict "enabled" .Values.clamav.enabled "host" (include "tachydromos.serviceHost" (list . "clamav")))
      "sogo" (include "tachydromos.suite.sogo" . | fromYaml)
      "front" (include "tachydromos.suite.front" . | fromYaml)
      "dns" (include "tachydromos.suite.dns" . | fromYaml)
      "certificates" (include "tachydromos.suite.certificates" . | fromYaml)
      "webhook" (include "tachydromos.suite.webhook" . | fromYaml)
      "credentials" $keys
      "internalSecret" $internal
    | toYaml -}}
{{- end -}}

{{- define "tachydromos.suite.ldap" -}}
{{- $ldap := .Values.ldap -}}
{{- $host := $ldap.host -}}
{{- $port := $ldap.port -}}
{{- $tls := dict "mode" $ldap.tls.mode "caSecret" (default "" $ldap.tls.caSecret) -}}
{{- $password := dict "secret" $ldap.existingSecret "key" "secrets" "entry" "ldapBinddnPassword" -}}
{{- if $ldap.embedded.enabled -}}
{{- $host = include "tachydromos.serviceHost" (list . "openldap") -}}
{{- $port = 389 -}}
{{- $tls = dict "mode" "starttls" "caSecret" (include "tachydromos.objectName" (list . "internal-ca")) -}}
{{- $password = dict "secret" (include "tachydromos.ldapReaderSecret" .) "key" "LDAP_BINDDN_PASSWORD" "entry" "" -}}
{{- end -}}
{{- dict
      "host" $host
      "port" $port
      "tls" $tls
      "baseDn" $ldap.rootDn
      "userSearchBase" (printf "%v,%v" $ldap.userSearchBase $ldap.rootDn)
      "domainSearchBase" (printf "%v,%v" $ldap.domainSearchBase $ldap.rootDn)
      "bindDn" (printf "%v=%v,%v" $ldap.binddnAttributeType $ldap.binddnUsername $ldap.rootDn)
      "bindPassword" $password
      "persistence" (or (not $ldap.embedded.enabled) $ldap.embedded.persistence.enabled)
    | toYaml -}}
{{- end -}}

{{- /*
Two Secrets, since a Role grants a Secret as a whole: the mail pods read the reader's, and never the administrator's.
*/ -}}
{{- define "tachydromos.ldapAdminSecret" -}}
{{- default (include "tachydromos.objectName" (list . "openldap")) .Values.ldap.embedded.existingSecret -}}
{{- end -}}

{{- define "tachydromos.ldapReaderSecret" -}}
{{- default (include "tachydromos.objectName" (list . "openldap-reader")) .Values.ldap.embedded.existingSecret -}}
{{- end -}}

{{- define "tachydromos.suite.certificates" -}}
{{- $root := . -}}
{{- $leaves := list -}}
{{- $services := dict "openldap" "openldap" "dovecot" "dovecot-internal" "postfix" "postfix-internal" "postgresql" "postgresql" -}}
{{- $components := list "dovecot" "postfix" -}}
{{- if .Values.ldap.embedded.enabled -}}
{{- $components = prepend $components "openldap" -}}
{{- end -}}
{{- if include "tachydromos.databaseRuns" . -}}
{{- $components = append $components "postgresql" -}}
{{- end -}}
{{- range $component := $components -}}
{{- $names := include "tachydromos.serviceDnsNames" (list $root (index $services $component)) | fromYamlArray -}}
{{- $leaves = append $leaves (dict "secret" (include "tachydromos.objectName" (list $root (printf "%s-tls" $component))) "dnsNames" $names) -}}
{{- end -}}
{{- dict
      "mail" (include "tachydromos.objectName" (list . "mail-tls"))
      "ingress" (default "tachydromos-certificate" .Values.sogo.ingress.secretName)
      "internalCa" (include "tachydromos.objectName" (list . "internal-ca"))
      "internalCaKey" (include "tachydromos.objectName" (list . "internal-ca-key"))
      "internal" $leaves
    | toYaml -}}
{{- end -}}

{{- /* The configuration belongs to no namespace: the dot, which neither part of its name has, keeps two releases apart. */ -}}
{{- define "tachydromos.suite.webhook" -}}
{{- $name := include "tachydromos.objectName" (list . "webhook") -}}
{{- dict
      "enabled" .Values.webhook.enabled
      "configuration" (printf "%s.%s" $name .Release.Namespace)
      "serving" (printf "%s-tls" $name)
      "authority" (printf "%s-ca-key" $name)
      "dnsNames" (include "tachydromos.serviceDnsNames" (list . "webhook") | fromYamlArray)
    | toYaml -}}
{{- end -}}
