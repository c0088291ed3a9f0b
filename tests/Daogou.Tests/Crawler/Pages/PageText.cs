using System.Text;
using Daogou.Crawler.Pages;
using Xunit;

namespace Daogou.Tests.Crawler.Pages;

internal static class PageText
{
    public const string Address = "https://shop.example.com/p/1";

    public static PageReading Read(string html, string? url = Address) =>
        PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html", url, TestContext.Current.CancellationToken);

    public static IReadOnlyList<PageOffer> Offers(string html, string? url = Address) => Read(html, url).Offers;

    /// <summary>A page with one block of JSON-LD.</summary>
    public static IReadOnlyList<PageOffer> JsonLd(string json) => Offers($"<!doctype html><title>T</title><script type=\"application/ld+json\">{json}</script>");

    /// <summary><c>name|price|currency|…</c> of the only offer.</summary>
    public static string Only(IReadOnlyList<PageOffer> offers) => Row(Assert.Single(offers));

    public static string Row(PageOffer offer) => $"{offer.Name}|{offer.Price}|{offer.Currency}|{offer.Availability}|{offer.Source}";

    public static string Rows(IReadOnlyList<PageOffer> offers) => string.Join(" ; ", offers.Select(offer => $"{offer.Name}|{offer.Price}|{offer.Currency}"));
}
