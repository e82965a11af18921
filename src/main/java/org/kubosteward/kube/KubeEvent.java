package org.kubosteward.kube;

/**
 * Something worth an Event on an object.
 *
 * @param object what it is about
 * @param warning whether it is a warning, and not in the order of things
 * @param reason one word in CamelCase, a machine may group by it
 * @param action what was done or refused, one word in CamelCase
 * @param note a sentence for people; cut at 1,000 characters
 */
public record KubeEvent(
    Involved object, boolean warning, String reason, String action, String note) {
  /** An object of the fleet. */
  public record Involved(
      String apiVersion, String kind, String namespace, String name, String uid) {
    /** A pod. */
    public static Involved pod(String namespace, String name, String uid) {
      return new Involved("v1", "Pod", namespace, name, uid);
    }

    /** A StatefulSet. */
    public static Involved set(String namespace, String name, String uid) {
      return new Involved("apps/v1", "StatefulSet", namespace, name, uid);
    }

    /** A PersistentVolumeClaim. */
    public static Involved claim(String namespace, String name, String uid) {
      return new Involved("v1", "PersistentVolumeClaim", namespace, name, uid);
    }
  }
}
