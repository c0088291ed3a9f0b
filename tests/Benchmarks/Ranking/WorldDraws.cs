namespace Daogou.Benchmarks.Ranking;

/// <summary>Draws of the shapes that a simulated world needs.</summary>
internal sealed class WorldDraws(int seed)
{
    private readonly Random _random = new(seed);

    public double Even() => _random.NextDouble();

    public int Below(int bound) => _random.Next(bound);

    public int Between(int least, int bound) => _random.Next(least, bound);

    public bool With(double chance) => _random.NextDouble() < chance;

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double Wait(double mean) => -Math.Log(1 - _random.NextDouble()) * mean;

    public int Binomial(int tries, double chance)
    {
        if (tries * chance > 30 && tries * (1 - chance) > 30)
        {
            return (int)Math.Clamp(Math.Round((tries * chance) + (Normal() * Math.Sqrt(tries * chance * (1 - chance)))), 0, tries);
        }
        return Enumerable.Range(0, tries).Count(_ => With(chance));
    }

    public double[] Normals(int count, double spread) => [.. Enumerable.Range(0, count).Select(_ => Normal() * spread)];
}
