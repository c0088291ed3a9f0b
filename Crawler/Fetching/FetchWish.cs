namespace Daogou.Crawler.Fetching;

/// <summary>A document to get.</summary>
/// <param name="Known">What we hold of it already.</param>
/// <param name="Credentials">Headers that carry a secret.</param>
/// <param name="AsksRobots">Whether robots.txt has a say: it has over pages, sitemaps and the public data of shops, not over a feed that was given to us.</param>
public sealed record FetchWish(Uri Address, Validators Known, IReadOnlyDictionary<string, string> Credentials, bool AsksRobots)
{
    private static readonly Dictionary<string, string> NoCredentials = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A public page that nothing is known of yet.</summary>
    public static FetchWish Page(Uri address) => new(address, Validators.None, NoCredentials, AsksRobots: true);
}
