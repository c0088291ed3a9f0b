using System.Reflection;

namespace Daogou.Api.Hosting;

/// <summary>A section of the settings and the class it is read into.</summary>
/// <param name="Name">The section's key.</param>
/// <param name="Options">The option class.</param>
/// <param name="Rows">The property that is filled when the section itself is a list (<c>Networks:0:…</c>).</param>
public sealed record SettingsSection(string Name, Type Options, PropertyInfo? Rows)
{
    /// <summary>The type that the section's own content has.</summary>
    public Type Shape => Rows?.PropertyType ?? Options;

    /// <summary>What the settings say, with defaults for the rest.</summary>
    public object Read(IConfiguration configuration)
    {
        var options = Activator.CreateInstance(Options)!;
        configuration.GetSection(Name).Bind(Rows is null ? options : Rows.GetValue(options)!);
        return options;
    }
}

/// <summary>Every option class of the product: those with a constant named <c>Section</c>.</summary>
public static class SettingsCatalog
{
    private const string SectionConstant = "Section";

    /// <summary>Sections that the framework reads.</summary>
    public static readonly IReadOnlyList<string> OfTheFramework = ["Logging", "Kestrel", "AllowedHosts"];

    public static readonly IReadOnlyList<SettingsSection> All =
    [
        .. from assembly in new[] { typeof(Core.CoreServices).Assembly, Assembly.Load("Daogou.Crawler"), Assembly.Load("Daogou.Bot"), typeof(SettingsCatalog).Assembly }
           from type in assembly.GetTypes()
           let constant = type.GetField(SectionConstant, BindingFlags.Public | BindingFlags.Static)
           where type.Name.EndsWith("Options", StringComparison.Ordinal) && constant is { IsLiteral: true }
           let name = (string)constant.GetRawConstantValue()!
           orderby name
           select new SettingsSection(name, type, ListNamed(type, name)),
    ];

    private static PropertyInfo? ListNamed(Type type, string name) =>
        type.GetProperty(name) is { } property && SettingsShape.ElementOf(property.PropertyType) is not null ? property : null;
}
