using System.Text.Json;

namespace Daogou.Core.Networks.Douyin;

/// <summary>What Daogou asks of Douyin, in the words of one of its gateways.</summary>
internal interface IDouyinGateway
{
    /// <summary>Parameters that its product search knows, with what they accept.</summary>
    IReadOnlyDictionary<string, string> SearchOptions { get; }

    /// <summary>A tracked address, or null when the platform made none.</summary>
    /// <param name="product">The product's address.</param>
    /// <param name="ext">What the search said of it and wants back; null when it was not found by a search.</param>
    /// <param name="reference">Comes back in the orders; at most 20 of <c>[0-9A-Za-z_]</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<string?> LinkAsync(Uri product, string? ext, string reference, CancellationToken cancellationToken);

    /// <summary>One page of orders, by time of update or of payment, at most 50.</summary>
    Task<DouyinPage> OrdersAsync(DouyinOrderQuery query, CancellationToken cancellationToken);

    /// <summary>One page of products, at most 20.</summary>
    Task<DouyinPage> ProductsAsync(OfferQuery query, int page, CancellationToken cancellationToken);

    /// <summary>What a share text or short link is of.</summary>
    Task<DouyinCommand> ReadAsync(string text, CancellationToken cancellationToken);
}

/// <param name="Next">The next page's cursor; null at the end.</param>
internal sealed record DouyinPage(IReadOnlyList<JsonElement> Rows, string? Next);

internal sealed record DouyinOrderQuery(DouyinOrderKind Kind, bool ByUpdate, DateTimeOffset From, DateTimeOffset To, string Cursor, int Size);

/// <summary>A share text opened.</summary>
/// <param name="Kind">Of a product, a live room or an activity; null when the platform does not say.</param>
internal sealed record DouyinCommand(DouyinOrderKind? Kind, string? ProductId, string? Title);
