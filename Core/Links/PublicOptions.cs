namespace Daogou.Core.Links;

/// <summary>How the world reaches us. Section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    public const string Section = "Public";

    /// <summary>The address that links and pages are given out under, as <c>https://deals.example.com</c>.</summary>
    public string BaseUrl { get; set; } = "http://127.0.0.1:5080";
}
