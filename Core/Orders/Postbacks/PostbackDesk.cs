using System.Net;
using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Orders.Postbacks;

/// <summary>
/// Takes networks' calls. One that anybody could have made is a hint: it shows on the order's page and makes the next pull come sooner. A signed one is the
/// network's own word and goes the way of every report; whatever its order of arrival or number of repeats, the books end the same.
/// </summary>
public sealed partial class PostbackDesk
{
    private const int LongestName = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan PullsApart = TimeSpan.FromMinutes(1);

    private readonly Database _book;
    private readonly NetworkCatalog _networks;
    private readonly IReportTaker _taker;
    private readonly IReadOnlyList<PostbackDoor> _doors;
    private readonly TimeProvider _time;
    private readonly ILogger<PostbackDesk> _logger;

    internal PostbackDesk(Database book, NetworkCatalog networks, IReportTaker taker, IReadOnlyList<PostbackDoor> doors, TimeProvider time, ILogger<PostbackDesk> logger) =>
        (_book, _networks, _taker, _doors, _time, _logger) = (book, networks, taker, doors, time, logger);

    /// <param name="network">The key in the address.</param>
    /// <param name="path">The secret in the address.</param>
    /// <param name="call">The call itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PostbackFate> TakeAsync(string network, string path, PostbackCall call, CancellationToken cancellationToken)
    {
        if (Door(network, path) is not { } door || !door.LetsIn(call.From))
        {
            return PostbackFate.NoSuchDoor;
        }
        var now = _time.GetUtcNow();
        if (door.SigningKey is { } key)
        {
            switch (WebhookSignature.Judge(key, call.WebhookId, call.WebhookTimestamp, call.WebhookSignature, call.Body, now))
            {
                case SignatureFate.Forged:
                    LogForged(network);
                    return PostbackFate.Forged;
                case SignatureFate.Late:
                    return PostbackFate.Late;
            }
        }
        var fields = new PostbackFields(door.Options);
        foreach (var (name, value) in call.Query)
        {
            fields.Add(name, value);
        }
        fields.AddBody(call.Body, call.IsForm);
        var postback = new Postback
        {
            Id = Ids.Next(now),
            Network = network,
            MessageKey = door.SigningKey is null ? "hash:" + Digest(call) : "id:" + call.WebhookId,
            ReceivedAt = now,
            OrderNo = Short(fields[ReportField.OrderNo]),
            Word = Short(fields[ReportField.Status]),
            IsSigned = door.SigningKey is not null,
        };
        if (await _book.ReadAsync(session => PostbackStore.HasAsync(session, network, postback.MessageKey), cancellationToken))
        {
            return PostbackFate.Known;
        }
        // The report first: should we break off between the two, the caller calls again and the report is known then.
        if (postback.IsSigned && _networks.Find(network) is IReportReader reader && await RefusedAsync(reader, door, fields, call, cancellationToken) is { } reason)
        {
            LogRefused(network, reason);
            return PostbackFate.Malformed;
        }
        var isNew = await _book.WriteAsync(
            async session =>
            {
                await PostbackStore.ForgetAsync(session, now - Kept);
                await OrderSyncStore.HastenAsync(session, network, now, now - PullsApart);
                return await PostbackStore.AddAsync(session, postback);
            },
            cancellationToken);
        return isNew ? PostbackFate.Taken : PostbackFate.Known;
    }

    /// <summary>Why the signed call is no report; null when it was taken.</summary>
    private async Task<string?> RefusedAsync(IReportReader reader, PostbackDoor door, PostbackFields fields, PostbackCall call, CancellationToken cancellationToken)
    {
        var row = reader.ReadRow(new RawRow(1, Encoding.UTF8.GetString(call.Body), door.Options.AmountUnit, field => fields[field]));
        if (row.Report is not { } report)
        {
            return row.Refused?.Reason ?? "it is no report";
        }
        var taken = await _taker.TakeAllAsync([report], ReportOrigin.Postback, cancellationToken);
        return taken.Refused is [var refused, ..] ? refused.Reason : null;
    }

    /// <summary>Every door is tried in the same time, whether or not there is one of that name.</summary>
    private PostbackDoor? Door(string network, string path)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(path));
        PostbackDoor? found = null;
        foreach (var door in _doors)
        {
            var fits = CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(door.Path)));
            found = fits && door.Options.Network == network ? door : found;
        }
        return found;
    }

    private static string Digest(PostbackCall call)
    {
        var query = string.Join('\n', call.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        byte[] said = [.. Encoding.UTF8.GetBytes(query), 0, .. call.Body];
        return Convert.ToHexStringLower(SHA256.HashData(said));
    }

    private static string? Short(string? text) => text is { Length: > 0 } ? string.Concat(text.Where(c => !char.IsControl(c)).Take(LongestName)) : null;

    [LoggerMessage(LogLevel.Warning, "A call to the postback of {Network} has a wrong signature and was not taken")]
    private partial void LogForged(string network);

    [LoggerMessage(LogLevel.Warning, "A signed call of {Network} is no report that can be taken: {Reason}")]
    private partial void LogRefused(string network, string reason);
}

/// <param name="From">Who called.</param>
/// <param name="Query">The fields of its address.</param>
/// <param name="Body">Its body, as it came.</param>
/// <param name="IsForm">The body is a form; else it is taken for JSON.</param>
public sealed record PostbackCall(
    IPAddress? From, IReadOnlyList<KeyValuePair<string, string>> Query, byte[] Body, bool IsForm, string? WebhookId, string? WebhookTimestamp, string? WebhookSignature)
{
    /// <summary>Bytes of a body, at most.</summary>
    public const int MostBytes = 64 << 10;
}

public enum PostbackFate
{
    Taken = 1,

    /// <summary>The same call came before.</summary>
    Known = 2,

    /// <summary>No such address, or not for this caller.</summary>
    NoSuchDoor = 3,
    Forged = 4,
    Late = 5,

    /// <summary>Signed, and no report.</summary>
    Malformed = 6,
}
