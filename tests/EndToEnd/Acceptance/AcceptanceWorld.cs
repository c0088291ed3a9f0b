using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Daogou.Api.Demo;
using Daogou.Api.Hosting;
using Daogou.Core.Access;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Daogou.Standins.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daogou.EndToEnd.Acceptance;

/// <summary>
/// The real program between three merchants, an affiliate network and the double of the Bot API, all on loopback, under one clock that the
/// test pushes.
/// </summary>
internal sealed class AcceptanceWorld : IAsyncDisposable
{
    public const int RebateBp = 6000;
    public const int GroupBp = 1000;
    public const int HoldDays = 7;
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly List<WebApplication> _outside = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("daogou-acceptance-").FullName;
    private WebApplication? _host;

    public PushedClock Clock { get; } = new(Start - TimeProvider.System.GetUtcNow());

    public required TelegramServer Telegram { get; init; }

    public AffiliateNetwork Network { get; private set; } = null!;

    public IReadOnlyList<Merchant> Merchants { get; private set; } = [];

    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>A caller of the REST API with every scope.</summary>
    public HttpClient Rest { get; private set; } = null!;

    /// <summary>A visitor's browser: it does not follow redirects by itself.</summary>
    public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public int Day => (int)(Clock.GetUtcNow() - Start).TotalDays;

    public T Get<T>()
        where T : notnull => _host!.Services.GetRequiredService<T>();

    public static async Task<AcceptanceWorld> OpenAsync(string catalogue, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var world = new AcceptanceWorld { Telegram = await TelegramServer.StartAsync(time: clock) };
        world.Network = new AffiliateNetwork(world.Clock);
        world.Merchants = MerchantsOf(Catalogue.Load(catalogue));
        await world.StartAsync(cancellationToken);
        return world;
    }

    /// <summary>Lets the program work until nothing is due at the present business time.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var book = Get<Database>();
        var digests = Get<DigestDesk>();
        for (var calm = 0; calm < 2;)
        {
            var now = Clock.GetUtcNow();
            var due = await book.ReadAsync(
                session => session.ValueAsync<int>(
                    """
                    SELECT (SELECT COUNT(*) FROM sources WHERE enabled = TRUE AND next_due_at <= @Now)
                         + (SELECT COUNT(*) FROM messages WHERE state IN (1, 2) AND not_before <= @Now)
                         + (SELECT COUNT(*) FROM order_syncs WHERE next_due_at <= @Now)
                         + (SELECT COUNT(*) FROM order_terms WHERE released_at IS NULL AND held_at IS NULL AND release_at <= @Now)
                         + (SELECT COUNT(*) FROM digests d WHERE d.built_at > @Lately AND EXISTS (SELECT 1 FROM digest_picks p WHERE p.digest_id = d.id)
                              AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.digest_id = d.id))
                    """,
                    new { Now = now, Lately = now.AddHours(-1) }),
                cancellationToken);
            var quiet = due == 0 && (await digests.DueGroupsAsync(cancellationToken)).Count == 0;
            calm = quiet ? calm + 1 : 0;
            // The program works on its own timers; a short real pause is all there is to wait on.
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Pushes the clock to a time of the run's day and lets the program catch up.</summary>
    public async Task GoToAsync(int day, TimeSpan timeOfDay, CancellationToken cancellationToken)
    {
        var target = Start.Date.AddDays(day) + timeOfDay;
        var by = new DateTimeOffset(target, TimeSpan.Zero) - Clock.GetUtcNow();
        if (by > TimeSpan.Zero)
        {
            Clock.Push(by);
        }
        await SettleAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await _host.DisposeAsync();
        }
        await Telegram.DisposeAsync();
        foreach (var app in _outside)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Browser.Dispose();
        Rest?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var shops = new List<string>();
        foreach (var merchant in Merchants)
        {
            shops.Add(await OpenAsync(app => app.MapGet("/feed", (HttpContext http) => ServeAsync(merchant, http))));
        }
        var network = await OpenAsync(Network.Map);
        var port = FreePort();
        BaseUrl = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        _host = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                ReadsSurroundings = false,
                TimeProvider = Clock,
                Urls = [BaseUrl.GetLeftPart(UriPartial.Authority)],
                ConfigurationOverrides = Settings(shops, network),
                LogsToError = true,
            },
            cancellationToken);
        await _host.StartAsync(cancellationToken);
        var key = await Get<ApiKeys>().CreateAsync("acceptance", Scopes.All, null, cancellationToken);
        Rest = new HttpClient { BaseAddress = BaseUrl };
        Rest.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        Browser.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36");
        Browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");
    }

    private Dictionary<string, string?> Settings(IReadOnlyList<string> shops, string network)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:Folder"] = _folder,
            ["Public:BaseUrl"] = BaseUrl.GetLeftPart(UriPartial.Authority),
            ["Telegram:Token"] = Telegram.Token,
            ["Telegram:BaseUrl"] = Telegram.BaseUrl,
            ["Telegram:PollSeconds"] = "5",
            ["Outbox:PerChatPerSecond"] = "100",
            ["Outbox:PerSecond"] = "1000",
            ["Outbox:PerGroupPerMinute"] = "6000",
            ["Outbox:TickSeconds"] = "0.1",
            ["Bot:TickSeconds"] = "0.1",
            ["Schedule:TickSeconds"] = "0.2",
            ["Api:RequestsPerMinute"] = "100000",
            ["Rebates:RebateBp"] = RebateBp.ToString(CultureInfo.InvariantCulture),
            ["Rebates:ShareBp"] = "2000",
            ["Rebates:GroupBp"] = GroupBp.ToString(CultureInfo.InvariantCulture),
            ["Rebates:HoldDays"] = HoldDays.ToString(CultureInfo.InvariantCulture),
            ["Networks:0:Key"] = "acc",
            ["Networks:0:Name"] = "Acceptance network",
            ["Networks:0:LinkTemplate"] = network + "/go?to={url}&sid={clickref}",
            ["Networks:0:Reports:Url"] = network + "/reports?from={from}&to={to}&page={page}",
            ["Networks:0:Reports:ItemsPath"] = "data.rows",
            ["Networks:0:Reports:NextPagePath"] = "data.next",
            ["Networks:0:Reports:SecretHeader"] = "X-Report-Key",
            ["Networks:0:Reports:SecretEnv"] = "ACCEPTANCE_REPORT_KEY",
            ["Networks:0:Reports:EverySeconds"] = "3600",
            ["Networks:0:Reports:StatusMap:open"] = "Tracked",
            ["Networks:0:Reports:StatusMap:approved"] = "Confirmed",
            ["Networks:0:Reports:StatusMap:declined"] = "Void",
            ["Networks:0:Reports:Fields:OrderNo"] = "transaction",
            ["Networks:0:Reports:Fields:Status"] = "state",
            ["Networks:0:Reports:Fields:StatusReason"] = "why",
            ["Networks:0:Reports:Fields:ClickRef"] = "sid",
            ["Networks:0:Reports:Fields:Merchant"] = "shop",
            ["Networks:0:Reports:Fields:Title"] = "what",
            ["Networks:0:Reports:Fields:Sale"] = "amount",
            ["Networks:0:Reports:Fields:Commission"] = "commission",
            ["Networks:0:Reports:Fields:Currency"] = "currency",
            ["Networks:0:Reports:Fields:OrderedAt"] = "created",
            ["Networks:0:Reports:Fields:UpdatedAt"] = "updated",
            ["ACCEPTANCE_REPORT_KEY"] = AffiliateNetwork.Key,
            ["Outbound:AllowedPrivateHosts:0"] = new Uri(network).Authority,
        };
        foreach (var (index, merchant) in Merchants.Index())
        {
            var host = new Uri(shops[index]).Authority;
            var source = $"Sources:{index}:";
            settings[source + "Key"] = merchant.Key;
            settings[source + "Location"] = shops[index] + "/feed";
            settings[source + "Merchant"] = merchant.Key;
            settings[source + "Currency"] = "USD";
            settings[source + "EverySeconds"] = "14400";
            settings[source + "AllowedHosts:0"] = host;
            foreach (var (field, name) in merchant.FieldMap)
            {
                settings[$"{source}Feed:Fields:{field}"] = name;
            }
            settings[$"Outbound:AllowedPrivateHosts:{index + 1}"] = host;
            var programme = $"Networks:0:Programmes:{index}:";
            settings[programme + "Merchant"] = merchant.Key;
            settings[programme + "Hosts:0"] = host;
            settings[programme + "CommissionBp"] = AffiliateNetwork.CommissionBp.ToString(CultureInfo.InvariantCulture);
            settings[programme + "AllowsRebate"] = "true";
            settings[programme + "AllowsChat"] = "true";
        }
        return settings;
    }

    private async Task ServeAsync(Merchant merchant, HttpContext http)
    {
        var tag = $"\"{merchant.Key}-{Day.ToString(CultureInfo.InvariantCulture)}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        using var body = new MemoryStream();
        merchant.Write(body, Day, $"{http.Request.Scheme}://{http.Request.Host}");
        // Media types lie, as they do in the world: the program must go by the bytes.
        http.Response.ContentType = "application/octet-stream";
        await http.Response.Body.WriteAsync(body.ToArray(), http.RequestAborted);
    }

    private async Task<string> OpenAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        _outside.Add(app);
        return app.Urls.First();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IReadOnlyList<Merchant> MerchantsOf(IReadOnlyList<Product> products) =>
    [
        new Merchant("northlight", MerchantFeed.Google, [.. products.Where((_, index) => index % 3 == 0)]),
        new Merchant("casa-verde", MerchantFeed.Delimited, [.. products.Where((_, index) => index % 3 == 1)]),
        new Merchant("kiteworks", MerchantFeed.JsonFeed, [.. products.Where((_, index) => index % 3 == 2)]),
    ];
}
