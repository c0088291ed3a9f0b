namespace Daogou.Core.Networks;

/// <summary>Reads share texts (口令) and short links that only its platform can open.</summary>
public interface ITokenReader : INetwork
{
    /// <summary>Whether it can be asked about this text: a 口令 of its platform, or a short or tracked address of it.</summary>
    bool CanRead(string tokenOrAddress);

    /// <summary>The product's own address behind it, or why not in words for the member. Asks the platform.</summary>
    Task<TokenReading> ReadTokenAsync(string tokenOrAddress, CancellationToken cancellationToken);
}

/// <summary>The product behind a share text, or why it is not known.</summary>
/// <param name="Product">Without anybody's tracking.</param>
/// <param name="Title">What the platform calls it, where it says so.</param>
/// <param name="RefusalZh">For the member; null when there is a product.</param>
/// <param name="RefusalEn">The same in English.</param>
public sealed record TokenReading(Uri? Product, string? Title, string? RefusalZh, string? RefusalEn);

/// <summary>Makes a share text (口令) of a tracked link, for chats in which its shops' links do not open.</summary>
public interface ITokenMaker : INetwork
{
    /// <summary>The text to copy, or null where the platform made none.</summary>
    /// <param name="tracked">A link that this network made.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<string?> MakeTokenAsync(Uri tracked, string title, CancellationToken cancellationToken);
}
