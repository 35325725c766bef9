/**
 * Who may call, on HTTP: {@link dev.waymark.http.access.Authentication} finds out who the caller
 * is, {@link dev.waymark.http.access.RolePolicy} whether they may, before any path is looked at,
 * but for {@link dev.waymark.http.access.PublicPages}. Polls with a token that is kept as a file
 * are let in by {@link dev.waymark.http.access.TokenHolders} alone, which Authentication asks as
 * well. The annotations on the endpoints say the same once more, so that neither is the only thing
 * between an anonymous caller and DDL.
 */
package dev.waymark.http.access;
