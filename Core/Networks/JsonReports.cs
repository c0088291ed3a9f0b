using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Daogou.Core.Outbound;

namespace Daogou.Core.Networks;

/// <summary>Walks the pages of a JSON report API through the guarded client.</summary>
internal sealed class JsonReports(NetworkOptions network, string? secret, IHttpClientFactory clients)
{
    private const int MostBytes = 64 << 20;
    private readonly ReportsOptions _options = network.Reports;

    public async IAsyncEnumerable<RawRow> ListAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var page = Address(from, to, _options.FirstPage);
        for (var count = 1; page is not null; count++)
        {
            if (count > _options.MaxPages || !seen.Add(page.AbsoluteUri))
            {
                throw new NetworkUnavailableException($"The report API of {network.Key} does not come to an end: {count} pages (Reports:MaxPages).");
            }
            using var answer = await GetAsync(page, cancellationToken);
            if (answer is null)
            {
                yield break;
            }
            var rows = JsonPath.Find(answer.RootElement, _options.ItemsPath) is { ValueKind: JsonValueKind.Array } items
                ? items
                : throw new NetworkUnavailableException($"The answer of {network.Key} has no list at \"{_options.ItemsPath}\" (Reports:ItemsPath).");
            foreach (var row in rows.EnumerateArray())
            {
                yield return Row(row.Clone(), ++number);
            }
            page = NextPage(answer.RootElement, page, from, to, count, rows.GetArrayLength());
        }
    }

    private RawRow Row(JsonElement row, long number) =>
        new(number, row.GetRawText(), _options.AmountUnit, field => _options.Fields.TryGetValue(field, out var path)
            ? JsonPath.Text(row, path)
            : UsualText(row, field));

    private static string? UsualText(JsonElement row, ReportField field)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var properties = row.EnumerateObject().ToArray();
        var index = ReportWords.Find([.. properties.Select(property => property.Name)], field);
        return index < 0 ? null : JsonPath.Text(properties[index].Value, "");
    }

    private Uri? NextPage(JsonElement answer, Uri page, DateTimeOffset from, DateTimeOffset to, int count, int rows)
    {
        if (_options.NextPagePath.Length == 0)
        {
            return rows > 0 && _options.Url.Contains("{page}", StringComparison.Ordinal) ? Address(from, to, Following(count)) : null;
        }
        var next = JsonPath.Find(answer, _options.NextPagePath);
        if (next is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } named || JsonPath.Text(named, "") is not { Length: > 0 } text)
        {
            return null;
        }
        if (!text.StartsWith('/') && !text.StartsWith('?') && !text.Contains("://", StringComparison.Ordinal))
        {
            return Address(from, to, text);
        }
        var address = new Uri(page, text);
        // The secret travels with the request, so the next page must be where the first one was.
        return address.Scheme == page.Scheme && address.Authority == page.Authority
            ? address
            : throw new NetworkUnavailableException($"The report API of {network.Key} names a next page at another host, {address.Authority}.");
    }

    private string Following(int count) =>
        (long.TryParse(_options.FirstPage, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first + count : count + 1)
            .ToString(CultureInfo.InvariantCulture);

    private Uri Address(DateTimeOffset from, DateTimeOffset to, string page) => new(_options.Url
        .Replace("{from}", Time(from), StringComparison.Ordinal)
        .Replace("{to}", Time(to), StringComparison.Ordinal)
        .Replace("{page}", Uri.EscapeDataString(page), StringComparison.Ordinal));

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    /// <summary>Null for an answer without content: there are no rows.</summary>
    private async Task<JsonDocument?> GetAsync(Uri page, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(GuardedHttp.ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.Accept.ParseAdd("application/json");
            if (_options.SecretHeader is { Length: > 0 } header)
            {
                request.Headers.TryAddWithoutValidation(header, secret);
            }
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw Refused(response);
            }
            if (response.StatusCode == HttpStatusCode.NoContent)
            {
                return null;
            }
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return Parse(await ReadAsync(body, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new NetworkUnavailableException($"The report API of {network.Key} did not answer: {e.Message}", e);
        }
    }

    private async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > MostBytes)
            {
                throw new NetworkUnavailableException($"One page of {network.Key} is larger than {MostBytes >> 20} MB.");
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private JsonDocument Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException e)
        {
            var start = Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 60)).ReplaceLineEndings(" ").Trim();
            throw new NetworkUnavailableException($"The answer of {network.Key} is not JSON; it begins with \"{start}\".", e);
        }
    }

    private NetworkUnavailableException Refused(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta;
        var word = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "refused our secret (Reports:SecretEnv)",
            HttpStatusCode.TooManyRequests => "asks us to come less often",
            _ => "failed",
        };
        return new NetworkUnavailableException($"The report API of {network.Key} {word}: HTTP {(int)response.StatusCode}.") { RetryAfter = wait };
    }
}
