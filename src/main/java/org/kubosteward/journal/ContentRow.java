package org.kubosteward.journal;

import java.util.OptionalLong;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;

/**
 * A content that somebody wants, as it is kept.
 *
 * @param why it does not get on; empty text when there is nothing to say
 * @param bytes of all its blocks; empty until somebody has counted them
 * @param stored whether a copy was ever held, so that it can be lost
 */
public record ContentRow(
    Cid cid, PinStatus status, String why, OptionalLong bytes, boolean stored) {}
