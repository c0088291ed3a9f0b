using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>A shop on loopback that has no feed: a sitemap, and pages with structured data.</summary>
internal sealed class SitemapShop : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _asked = new();

    private SitemapShop()
    {
    }

    public LoopbackServer Server { get; private set; } = null!;

    /// <summary>Path to price, with the day of the sitemap behind it: <c>19.90 2026-11-01</c>. A price of a word is another page: <c>login</c>, <c>none</c>, <c>404</c>, <c>503</c>.</summary>
    public ConcurrentDictionary<string, string> Goods { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the goods are listed in a packed sitemap that an index names.</summary>
    public bool HasIndex { get; set; }

    public string Robots { get; set; } = "";

    /// <summary>Paths of pages since the last look, in order.</summary>
    public string[] Asked
    {
        get
        {
            string[] paths = [.. _asked];
            _asked.Clear();
            return paths;
        }
    }

    public static async Task<SitemapShop> OpenAsync(params (string Path, string Price)[] goods)
    {
        var shop = new SitemapShop();
        foreach (var (path, price) in goods)
        {
            shop.Goods[path] = price;
        }
        shop.Server = await LoopbackServer.StartAsync(shop.AnswerAsync);
        return shop;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        switch (path)
        {
            case "/robots.txt":
                return context.Response.WriteAsync(Robots);
            case "/sitemap.xml":
                return context.Response.WriteAsync(HasIndex ? $"<sitemapindex><sitemap><loc>{Server.At("/goods.xml.gz")}</loc></sitemap></sitemapindex>" : Sitemap());
            case "/goods.xml.gz":
                using (var packed = new GZipStream(context.Response.BodyWriter.AsStream(), CompressionLevel.Fastest))
                {
                    packed.Write(Encoding.UTF8.GetBytes(Sitemap()));
                }
                return Task.CompletedTask;
        }
        _asked.Enqueue(path);
        var words = Goods.GetValueOrDefault(path, "404").Split(' ')[0];
        if (int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
        var tag = $"\"{words}\"";
        context.Response.Headers.ETag = tag;
        context.Response.ContentType = "text/html";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return context.Response.WriteAsync(words switch
        {
            "login" => "<!doctype html><html><head><title>Log in</title></head><body><form><input type=password></form>Please log in</body></html>",
            "none" => "<!doctype html><html><head><title>About us</title></head><body>We sell tea, and have done so for a hundred years.</body></html>",
            _ => Product(path, words),
        });
    }

    private static string Product(string path, string price) =>
        $$"""
        <!doctype html><html><head><title>{{path}}</title><script type="application/ld+json">
        {"@context":"https://schema.org","@type":"Product","name":"{{path.Split('/')[^1]}}","sku":"{{path}}","offers":{"@type":"Offer","price":"{{price}}","priceCurrency":"CNY","availability":"https://schema.org/InStock"} }
        </script></head><body>tea</body></html>
        """;

    private string Sitemap() =>
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + string.Concat(Goods.OrderBy(good => good.Key, StringComparer.Ordinal).Select(good =>
            $"<url><loc>{Server.At(good.Key)}</loc>{(good.Value.Split(' ') is [_, var day] ? $"<lastmod>{day}</lastmod>" : "")}</url>")) + "</urlset>";
}
