using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Daogou.Api.Hosting;

/// <summary>What is wrong with the settings, and what merely looks like a slip.</summary>
/// <param name="Problems">Stop the start.</param>
/// <param name="Warnings">Are said and passed over.</param>
public sealed record SettingsFindings(IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings);

/// <summary>Reads every option class of the product from the settings and says what is wrong, all at once.</summary>
public static class SettingsCheck
{
    /// <summary>Sections in which a misspelt key would quietly change what money does.</summary>
    private static readonly string[] Strict = ["Networks"];

    public static SettingsFindings Run(IConfiguration configuration)
    {
        var problems = new List<string>();
        var warnings = new List<string>();
        foreach (var section in SettingsCatalog.All)
        {
            var before = problems.Count;
            Walk(configuration.GetSection(section.Name), section.Shape, problems, Strict.Contains(section.Name, StringComparer.Ordinal) ? problems : warnings);
            if (problems.Count == before)
            {
                var options = section.Read(configuration);
                Annotations(section.Rows?.GetValue(options) ?? options, section.Name, problems);
            }
        }
        return new SettingsFindings(problems, warnings);
    }

    /// <summary>Slips of the settings file alone, which the environment's own variables would drown.</summary>
    public static IReadOnlyList<string> FileWarnings(IConfiguration file) =>
    [
        .. from child in file.GetChildren()
           where !SettingsCatalog.OfTheFramework.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
           where !SettingsCatalog.All.Any(section => section.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
           select Unknown(child.Key, child.Key, SettingsCatalog.All.Select(section => section.Name)),
        .. from pair in file.AsEnumerable()
           where pair.Value is { Length: > 0 } && SettingsShape.IsSecret(pair.Key)
           select $"{pair.Key} is a secret in a file; keep it in the environment as {pair.Key.Replace(":", "__", StringComparison.Ordinal)}.",
    ];

    private static void Walk(IConfigurationSection section, Type type, List<string> problems, List<string> unknown)
    {
        if (SettingsShape.IsSimple(type))
        {
            if (section.Value is { } text && !SettingsShape.Accepts(type, text))
            {
                problems.Add($"{section.Path}: got {SettingsShape.Shown(section.Path, text)}, accepts {SettingsShape.Describe(type)}.");
            }
            return;
        }
        if (section.Value is { Length: > 0 } stray)
        {
            problems.Add($"{section.Path}: got {SettingsShape.Shown(section.Path, stray)}, accepts {(SettingsShape.ElementOf(type) is null ? "an object" : "a list")}.");
            return;
        }
        foreach (var child in section.GetChildren())
        {
            if (SettingsShape.ElementOf(type) is { } element)
            {
                Walk(child, element, problems, unknown);
            }
            else if (SettingsShape.MapOf(type) is var (key, value))
            {
                if (!SettingsShape.Accepts(key, child.Key))
                {
                    problems.Add($"{child.Path}: got the key \"{child.Key}\", accepts {SettingsShape.Describe(key)}.");
                }
                Walk(child, value, problems, unknown);
            }
            else if (type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property)
            {
                Walk(child, property.PropertyType, problems, unknown);
            }
            else
            {
                unknown.Add(Unknown(child.Path, child.Key, type.GetProperties().Select(known => known.Name)));
            }
        }
    }

    private static string Unknown(string path, string key, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = names.MinBy(name => Spelling.Distance(name, key));
        return nearest is not null && Spelling.Distance(nearest, key) <= Math.Max(2, key.Length / 3)
            ? $"{path} is not a setting. Did you mean {nearest}?"
            : $"{path} is not a setting. Here stand: {string.Join(", ", names)}.";
    }

    private static void Annotations(object value, string path, List<string> problems)
    {
        if (value is IDictionary map)
        {
            foreach (DictionaryEntry pair in map)
            {
                Inside(pair.Value, $"{path}:{pair.Key}", problems);
            }
            return;
        }
        if (value is IEnumerable rows)
        {
            var index = 0;
            foreach (var row in rows)
            {
                Inside(row, $"{path}:{index++.ToString(CultureInfo.InvariantCulture)}", problems);
            }
            return;
        }
        foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters() is []))
        {
            var held = property.GetValue(value);
            var at = $"{path}:{property.Name}";
            var failed = property.GetCustomAttributes<ValidationAttribute>()
                .FirstOrDefault(rule => rule.GetValidationResult(held, new ValidationContext(value) { MemberName = property.Name }) != ValidationResult.Success);
            if (failed is not null)
            {
                // A rule may bring a whole sentence of its own, which begins with the key.
                problems.Add(failed.ErrorMessage is { } own && own.StartsWith(at, StringComparison.Ordinal)
                    ? own
                    : $"{at}: got {SettingsShape.Shown(at, held)}, accepts {Accepted(failed, property.Name)}.");
            }
            Inside(held, at, problems);
        }
    }

    private static void Inside(object? value, string path, List<string> problems)
    {
        if (value is not null && !SettingsShape.IsSimple(value.GetType()))
        {
            Annotations(value, path, problems);
        }
    }

    private static string Accepted(ValidationAttribute rule, string name) => rule switch
    {
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
        RegularExpressionAttribute { ErrorMessage: { } words } => words,
        RegularExpressionAttribute pattern => "text of the form " + pattern.Pattern,
        AllowedValuesAttribute allowed => SettingsShape.OneOf([.. allowed.Values.Select(word => Convert.ToString(word, CultureInfo.InvariantCulture) ?? "")]),
        RequiredAttribute or MinLengthAttribute { Length: 1 } => "a value that is not empty",
        MinLengthAttribute least => string.Create(CultureInfo.InvariantCulture, $"at least {least.Length} characters"),
        StringLengthAttribute length => string.Create(CultureInfo.InvariantCulture, $"{length.MinimumLength} to {length.MaximumLength} characters"),
        UrlAttribute => "an http(s) address",
        _ => rule.ErrorMessage ?? rule.FormatErrorMessage(name),
    };
}
