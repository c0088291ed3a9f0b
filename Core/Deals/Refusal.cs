namespace Daogou.Core.Deals;

/// <summary>Why a row of a source did not become a deal or coupon. Stored and counted; never renumber.</summary>
public enum Refusal
{
    MissingTitle = 1,
    MissingLink = 2,
    BrokenLink = 3,
    MissingPrice = 4,
    BrokenPrice = 5,
    AmbiguousPrice = 6,
    UnknownCurrency = 7,
    BrokenDate = 8,
    AlreadyOver = 9,
    DuplicateKey = 10,
    FieldTooLong = 11,
    MalformedRow = 12,
    MissingCouponCode = 13,
    BrokenCouponValue = 14,
    HostNotAllowed = 15,
    MissingKey = 16,

    /// <summary>A challenge, a consent wall or a login stands before the page; it is not read.</summary>
    GuardedPage = 17,

    /// <summary>The page describes no offer.</summary>
    NoOffer = 18,

    /// <summary>The page was not to be had, or must not be fetched.</summary>
    PageNotFetched = 19,
}
