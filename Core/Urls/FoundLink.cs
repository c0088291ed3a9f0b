namespace Daogou.Core.Urls;

/// <summary>An address or a share token in a text.</summary>
/// <param name="Url">As written, with <c>http://</c> before a bare domain; or the token with its signs.</param>
/// <param name="Start">UTF-16 units from the beginning of the text.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Kind"><c>token</c> for a share token; null for an address.</param>
public sealed record FoundLink(string Url, int Start, int Length, string? Network = null, string? Kind = null, string? ItemId = null);
