using Daogou.Core.Storage;

namespace Daogou.Core.Orders.Postbacks;

/// <summary>The calls' SQL.</summary>
public static class PostbackStore
{
    /// <summary>False when this very call came before.</summary>
    public static async Task<bool> AddAsync(Session session, Postback postback) =>
        await session.ExecuteAsync(
            """
            INSERT INTO postbacks (id, network, message_key, received_at, order_no, word, is_signed)
            VALUES (@Id, @Network, @MessageKey, @ReceivedAt, @OrderNo, @Word, @IsSigned)
            ON CONFLICT (network, message_key) DO NOTHING
            """,
            postback) == 1;

    public static async Task<bool> HasAsync(Session session, string network, string messageKey) =>
        await session.FindAsync<long?>("SELECT id FROM postbacks WHERE network = @Network AND message_key = @Key", new { Network = network, Key = messageKey }) is not null;

    /// <summary>The last word about an order.</summary>
    public static Task<Postback?> LatestAsync(Session session, string network, string orderNo) =>
        session.FindAsync<Postback>(
            "SELECT id, network, message_key, received_at, order_no, word, is_signed FROM postbacks WHERE network = @Network AND order_no = @OrderNo ORDER BY id DESC LIMIT 1",
            new { Network = network, OrderNo = orderNo });

    /// <summary>Hints are of no use when the order's own report has long come.</summary>
    public static Task ForgetAsync(Session session, DateTimeOffset before) =>
        session.ExecuteAsync("DELETE FROM postbacks WHERE received_at < @Before", new { Before = before });
}

/// <summary>One call of a network about an order.</summary>
public sealed record Postback
{
    public required long Id { get; init; }

    public required string Network { get; init; }

    /// <summary>What tells a repeat: the call's own id where it is signed, else the digest of what it says.</summary>
    public required string MessageKey { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The order that it names; untrusted where it is not signed.</summary>
    public string? OrderNo { get; init; }

    /// <summary>The state that it names, in the caller's word.</summary>
    public string? Word { get; init; }

    public required bool IsSigned { get; init; }

    /// <summary>The state that the word usually means; null when it is not known.</summary>
    public OrderStatus? Status => Word is { } word && Networks.ReportWords.Statuses.TryGetValue(word, out var status) ? status : null;
}
