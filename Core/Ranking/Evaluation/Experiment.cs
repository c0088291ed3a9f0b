using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>Which arm a group is in, written down so that it can be checked later.</summary>
/// <param name="Draw">Where the group's hash falls, 0 to 1.</param>
public sealed record ArmAssignment(string Experiment, string Salt, string Group, string Arm, double Draw);

/// <summary>
/// Groups split over arms by a hash of salt, experiment and group: the same in every process, independent of other experiments, and for ever. Whole groups, because members of
/// one group see one message.
/// </summary>
public sealed class Experiment
{
    private readonly (string Arm, double Weight)[] _arms;

    /// <exception cref="ArgumentException">Fewer than two arms, a name twice, or a weight that is not above 0.</exception>
    public Experiment(string name, string salt, IReadOnlyList<(string Arm, double Weight)> arms)
    {
        if (name.Length == 0 || arms.Count < 2 || arms.Any(arm => arm.Arm.Length == 0 || arm.Weight is not (> 0 and <= 1e6)) || arms.DistinctBy(arm => arm.Arm).Count() < arms.Count)
        {
            throw new ArgumentException("An experiment has a name and at least two arms with different names and weights above 0.", nameof(arms));
        }
        (Name, Salt, _arms) = (name, salt, [.. arms]);
    }

    public string Name { get; }

    public string Salt { get; }

    /// <summary>Arms as <c>control,new</c> or with weights <c>control:9,new:1</c>.</summary>
    /// <exception cref="ArgumentException">They are not understood.</exception>
    public static Experiment Of(string name, string salt, string arms) => new(name, salt, [.. arms.Split(',', StringSplitOptions.TrimEntries).Select(Arm)]);

    public ArmAssignment Assign(string group)
    {
        var draw = Draw(group);
        var reach = 0d;
        var total = _arms.Sum(arm => arm.Weight);
        foreach (var (arm, weight) in _arms)
        {
            reach += weight / total;
            if (draw < reach)
            {
                return new ArmAssignment(Name, Salt, group, arm, draw);
            }
        }
        return new ArmAssignment(Name, Salt, group, _arms[^1].Arm, draw);
    }

    private double Draw(string group)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Salt}\0{Name}\0{group}"));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) / (double)(1L << 53);
    }

    private static (string Arm, double Weight) Arm(string words) =>
        words.Split(':') is not [var name, var weight] ? (words, 1)
        : double.TryParse(weight, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (name, number)
        : throw new ArgumentException($"The weight of \"{words}\" is not a number.", nameof(words));
}
