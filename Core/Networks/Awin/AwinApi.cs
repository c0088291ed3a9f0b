using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Awin;

/// <summary>Awin's publisher API: a user's token, twenty calls a minute, refusals as <c>{error, description}</c>.</summary>
internal sealed class AwinApi(AwinOptions options, PlatformClient client)
{
    /// <summary>Transactions by one of their dates; Awin does not page and takes at most 31 days.</summary>
    /// <param name="dateType"><c>transaction</c>, <c>validation</c> or <c>amendment</c>.</param>
    /// <param name="from">The first second.</param>
    /// <param name="to">The last.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<JsonElement>> TransactionsAsync(string dateType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var query = $"startDate={Text(from)}&endDate={Text(to)}&timezone=UTC&dateType={dateType}";
        return PlatformRow.Items(await GetAsync($"transactions by {dateType}", $"publishers/{Publisher}/transactions/?{query}", cancellationToken), "");
    }

    /// <summary>The programmes that the publisher has joined.</summary>
    public async Task<IReadOnlyList<JsonElement>> ProgrammesAsync(CancellationToken cancellationToken) =>
        PlatformRow.Items(await GetAsync("programmes", $"publishers/{Publisher}/programmes?relationship=joined", cancellationToken), "");

    /// <summary>A page of offers; the path says <c>publisher</c> and not <c>publishers</c>.</summary>
    public Task<JsonElement> PromotionsAsync(object asked, CancellationToken cancellationToken) => client.CallAsync(
        "promotions",
        () => Authorised(new HttpRequestMessage(HttpMethod.Post, At($"publisher/{Publisher}/promotions")) { Content = JsonContent.Create(asked) }),
        answer => JsonPath.Find(answer, "data") is { ValueKind: JsonValueKind.Array } ? null : Shapeless("no list \"data\""),
        cancellationToken);

    private string Publisher => Uri.EscapeDataString(options.AppKey.Trim());

    private Task<JsonElement> GetAsync(string what, string path, CancellationToken cancellationToken) => client.CallAsync(
        what,
        () => Authorised(new HttpRequestMessage(HttpMethod.Get, At(path))),
        answer => answer.ValueKind == JsonValueKind.Array ? null : Shapeless("not a list"),
        cancellationToken);

    private HttpRequestMessage Authorised(HttpRequestMessage request)
    {
        request.Headers.Authorization = AffiliateText.Bearer(options.Secret);
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    private string At(string path) => $"{options.Url.TrimEnd('/')}/{path}";

    private static PlatformFault Shapeless(string what) => new(FaultKind.Passing, "shape", $"its answer is {what}");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
