using System.ComponentModel.DataAnnotations;

namespace Daogou.Core.Storage;

/// <summary>Where the data lives. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the SQLite files (<c>daogou.db</c>, <c>clicks.db</c>) and their backups. Relative to the working directory.</summary>
    [Required]
    [MinLength(1)]
    public string Folder { get; set; } = "data";

    /// <summary>A PostgreSQL connection string; when set, both books live there and the folder only holds backups.</summary>
    public string? Postgres { get; set; }
}
