using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>What an order's link says of its parties at the moment of tying them, and what its programme allows then.</summary>
internal static class OrderTie
{
    /// <summary>Fixes terms and parties on an order that was not accepted before.</summary>
    public static async Task<OrderTerms> FirstAsync(Session session, Order order, RebateTerms terms, NetworkCatalog networks) =>
        await TiedAsync(session, order, new OrderTerms { OrderId = order.Id, TermsVersion = terms.Version, AllowsRebate = false }, networks);

    /// <summary>Fixes the parties anew, because the order belongs to another link now. The terms stay.</summary>
    public static async Task<OrderTerms> TiedAsync(Session session, Order order, OrderTerms pinned, NetworkCatalog networks)
    {
        var link = order.LinkCode is { } code
            ? await session.FindAsync<LinkRow>(
                """
                SELECT l.place_kind, l.member_id, g.admin_member_id, d.url AS product_url
                FROM links l LEFT JOIN groups g ON g.id = l.group_id LEFT JOIN deals d ON d.id = l.deal_id
                WHERE l.code = @Code
                """,
                new { Code = code })
            : null;
        var parties = link is null ? Parties.Nobody : Parties.Of(link.PlaceKind, link.MemberId, link.AdminMemberId);
        return pinned with
        {
            BuyerMemberId = parties.BuyerMemberId,
            SharerMemberId = parties.SharerMemberId,
            AdminMemberId = parties.AdminMemberId,
            AllowsRebate = Uri.TryCreate(link?.ProductUrl, UriKind.Absolute, out var product)
                && networks.ProgrammeOf(order.Network, product) is { AllowsRebate: true },
        };
    }

    private sealed record LinkRow
    {
        public required PlaceKind PlaceKind { get; init; }

        public required long MemberId { get; init; }

        public long? AdminMemberId { get; init; }

        public string? ProductUrl { get; init; }
    }
}
