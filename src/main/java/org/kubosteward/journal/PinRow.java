package org.kubosteward.journal;

import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;

/**
 * A request for a content as it is kept.
 *
 * @param sequence grows from each request to the next one of its fleet
 * @param createdBy who asked
 * @param status how far its content has come
 * @param why what keeps it from being further; empty when there is nothing to say
 */
public record PinRow(
    long sequence, PinRequest request, String createdBy, PinStatus status, String why) {}
