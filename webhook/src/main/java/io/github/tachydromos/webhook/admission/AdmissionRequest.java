// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do with an object.
 *
 * @param name empty where a collection is deleted; the old object then says which of its objects is meant
 * @param object what it would be afterwards; null for DELETE
 * @param oldObject what it is; null for CREATE
 */
public record AdmissionRequest(
        @Nullable String uid,
        @Nullable Kind kind,
        @Nullable String subResource,
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String operation,
        @Nullable UserInfo userInfo,
        @Nullable ReviewedObject object,
        @Nullable OldObject oldObject) {

    /** Group is empty for the core API. */
    public record Kind(@Nullable String group, @Nullable String kind) {
        String text() {
            return group == null || group.isEmpty() ? String.valueOf(kind) : kind + "." + group;
        }
    }

    /** Who asks. */
    public record UserInfo(@Nullable String username) {}

    /** Of what is replaced or deleted only the name is of interest. */
    public record OldObject(@Nullable Metadata metadata) {
        /** Its name. */
        public record Metadata(@Nullable String name) {}
    }

    /** The name of the object, wherever it stands. */
    String objectName() {
        if (name != null && !name.isEmpty()) {
            return name;
        }
        OldObject.Metadata metadata = oldObject == null ? null : oldObject.metadata();
        return metadata == null || metadata.name() == null ? "" : metadata.name();
    }

    String kindText() {
        return kind == null ? "" : kind.text();
    }

    String operationText() {
        return operation == null ? "" : operation;
    }

    String username() {
        return userInfo == null || userInfo.username() == null ? "" : userInfo.username();
    }
}
