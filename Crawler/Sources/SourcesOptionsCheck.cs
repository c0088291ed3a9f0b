using System.ComponentModel.DataAnnotations;
using System.Globalization;
using AngleSharp.Css.Parser;
using Daogou.Core.Amounts;
using Daogou.Core.Networks;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Sources;

/// <summary>Says of every wrong source setting its key, what it got and what it accepts; a wrong one stops the start.</summary>
public sealed class SourcesOptionsCheck(IConfiguration configuration) : IValidateOptions<SourcesOptions>
{
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var wrong = options.Sources.SelectMany((source, index) => Wrong(source, $"{SourcesOptions.Section}:{index}")).ToList();
        wrong.AddRange(
            from byKey in options.Sources.Select((source, index) => (source.Key, Index: index)).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            where byKey.Key.Length > 0 && byKey.Count() > 1
            select $"{SourcesOptions.Section}:{byKey.Last().Index}:Key: \"{byKey.Key}\" is used twice; every source needs a key of its own.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Wrong(SourceOptions source, string at) =>
    [
        .. Annotated(source, at),
        .. Annotated(source.Feed, $"{at}:Feed"),
        .. Unless(source.Key.Length > 0, $"{at}:Key", source.Key, "1 to 40 characters of a-z, 0-9 and -"),
        .. Unless(
            source.Location.Length == 0 || OfferAddress.Read(source.Location) is not null || (SourceAddress.Read(source.Location) is { } address && address.UserInfo.Length == 0),
            $"{at}:Location", source.Location, OfferAddress.IsOne(source.Location) ? OfferAddress.Accepts : "an http(s) address without a user name, or the path of a file"),
        .. Unless(
            source.Currency is null || CurrencyTable.Knows(source.Currency), $"{at}:Currency", source.Currency, "an ISO 4217 code in capitals, such as CNY"),
        .. source.AllowedHosts.SelectMany((host, index) => Unless(
            !host.Contains('/', StringComparison.Ordinal) && Uri.CheckHostName(host.Split(':')[0]) != UriHostNameType.Unknown, $"{at}:AllowedHosts:{index}", host,
            "a host name without scheme and path, shop.example.com or 127.0.0.1:5081")),
        .. Unless(
            string.IsNullOrEmpty(source.SecretHeader) || configuration[source.SecretEnv ?? ""] is { Length: > 0 }, $"{at}:SecretEnv", source.SecretEnv,
            "the name of an environment variable that is set and holds the secret"),
        .. Wrong(source.Feed, source.Format, $"{at}:Feed"),
    ];

    private static IEnumerable<string> Wrong(FeedSettings feed, string? format, string at) =>
    [
        .. feed.Fields.Keys.SelectMany(field => Unless(
            FeedFields.Names.Contains(field, StringComparer.OrdinalIgnoreCase), $"{at}:Fields:{field}", field, string.Join(", ", FeedFields.Names))),
        .. Unless(
            feed.Delimiter is null or { Length: 1 } || feed.Delimiter.Equals("tab", StringComparison.OrdinalIgnoreCase), $"{at}:Delimiter", feed.Delimiter,
            "one character or the word tab"),
        .. Unless(feed.Charset is null || FeedFields.KnowsCharset(feed.Charset), $"{at}:Charset", feed.Charset, "a character set such as utf-8 or gb18030"),
        .. Unless(
            format != "html" || feed.ItemSelector is { Length: > 0 }, $"{at}:ItemSelector", feed.ItemSelector, "a CSS selector of one item such as li.offer"),
        .. Unless(
            feed.ItemSelector is not { Length: > 0 } selector || new CssSelectorParser().ParseSelector(selector) is not null, $"{at}:ItemSelector",
            feed.ItemSelector, "a CSS selector of one item such as li.offer"),
    ];

    private static IEnumerable<string> Annotated(object settings, string at)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
        return results.Select(result => $"{at}:{string.Join(",", result.MemberNames)}: {result.ErrorMessage}");
    }

    private static IEnumerable<string> Unless(bool right, string key, object? got, string accepts) =>
        right ? [] : [$"{key}: got \"{Convert.ToString(got, CultureInfo.InvariantCulture)}\", accepts {accepts}."];
}
