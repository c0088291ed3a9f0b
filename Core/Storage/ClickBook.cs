namespace Daogou.Core.Storage;

/// <summary>The clicks' own database, a type of its own so that nobody gets it for the book by mistake.</summary>
public sealed record ClickBook(Database Database);
