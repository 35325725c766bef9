/**
 * Who may call, on HTTP: {@link dev.waymark.http.access.Authentication} finds out who the caller
 * is, {@link dev.waymark.http.access.RolePolicy} whether they may, before any path is looked at,
 * but for {@link dev.waymark.http.access.PublicPages}. The annotations on the endpoints say the
 * same once more, so that neither is the only thing between an anonymous caller and DDL.
 */
package dev.waymark.http.access;
