using System.Net;
using System.Text;
using Daogou.Core.Outbound;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Sources;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Support;

public static partial class A
{
    /// <summary>A guarded client that may reach these hosts of this machine.</summary>
    public static GuardedHttp GuardedHttp(params string[] allowedHosts) => GuardedHttp(new AResolver(), OutboundFor(allowedHosts));

    public static GuardedHttp GuardedHttp(IHostResolver resolver, OutboundOptions options, TimeProvider? clock = null) =>
        new(Options.Create(options), resolver, clock ?? TimeProvider.System);

    public static OutboundOptions OutboundFor(params string[] allowedHosts)
    {
        var options = new OutboundOptions { HeaderTimeoutSeconds = 10, IdleTimeoutSeconds = 10 };
        options.AllowedPrivateHosts.AddRange(allowedHosts);
        return options;
    }

    public static SourceOptions Source(string key, string location, Action<SourceOptions>? change = null)
    {
        var options = new SourceOptions { Key = key, Location = location, Merchant = "teahouse", Currency = "CNY", EverySeconds = 600 };
        change?.Invoke(options);
        return options;
    }

    public static FeedSettings Feed(params (string Field, string Names)[] fields)
    {
        var settings = new FeedSettings();
        foreach (var (field, names) in fields)
        {
            settings.Fields[field] = names;
        }
        return settings;
    }

    /// <summary>Reads a document as the crawler would: recognised by content, row by row.</summary>
    public static Task<List<FeedRow>> RowsOf(string document, FeedSettings? settings = null, string? format = null) =>
        RowsOf(Encoding.UTF8.GetBytes(document), settings, format);

    public static async Task<List<FeedRow>> RowsOf(byte[] document, FeedSettings? settings = null, string? format = null, string? charset = null)
    {
        settings ??= new FeedSettings();
        var rows = new List<FeedRow>();
        var (reader, whole) = await FeedFormats.OpenAsync(new MemoryStream(document), format, settings, TestContext.Current.CancellationToken);
        var context = new FeedContext(new Uri("https://shop.example.com/feeds/all"), settings) { Charset = charset };
        await foreach (var row in reader.ReadAsync(whole, context, TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }
        return rows;
    }
}

/// <summary>Names and their addresses as a test says; each question is counted.</summary>
public sealed class AResolver(params (string Host, string[] Addresses)[] names) : IHostResolver
{
    public int Asked { get; private set; }

    public Dictionary<string, string[]> Names { get; } = names.ToDictionary(name => name.Host, name => name.Addresses, StringComparer.OrdinalIgnoreCase);

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. Names.GetValueOrDefault(host, []).Select(IPAddress.Parse)]);
    }
}
