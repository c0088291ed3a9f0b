using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Search;

/// <summary>How deals are found by words. Section <c>Search</c>.</summary>
public sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>Words that mean the same, a line each, apart by commas: <c>手机, phone, mobile</c>. Met as whole words of a search.</summary>
    public IList<string> Synonyms { get; set; } = [];

    /// <summary>How many characters of a description are searched beside title, brand and category; they cost memory.</summary>
    [Range(0, 2000)]
    public int DescriptionCharacters { get; set; } = 80;

    /// <summary>At most so many deals are held for searching, the first by age; a million short titles take about 250 MB.</summary>
    [Range(1000, 20_000_000)]
    public int MostDeals { get; set; } = 2_000_000;

    /// <summary>How many matches, the best deals first, are put into exact order.</summary>
    [Range(100, 10_000)]
    public int Candidates { get; set; } = 500;

    /// <summary>A change of a deal is found at most this much later.</summary>
    [Range(0, 3600)]
    public int RefreshSeconds { get; set; } = 1;

    /// <summary>The whole is laid out anew so often, for scores change with time.</summary>
    [Range(1, 1440)]
    public int RebuildMinutes { get; set; } = 15;

    /// <summary>Words that found something are suggested to others once they were asked for so often; 0: never kept.</summary>
    [Range(0, 1000)]
    public int SuggestAfter { get; set; } = 3;
}

[OptionsValidator]
internal sealed partial class SearchOptionsValidator : IValidateOptions<SearchOptions>;
