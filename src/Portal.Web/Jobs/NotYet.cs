using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Jobs;

/// <summary>
/// Thrown by work that cannot be done now through no fault of its own, such as while another program is away. It is put off, each time for
/// twice as long, and never given up.
/// </summary>
/// <param name="why">Kept beside the work.</param>
/// <param name="first">The wait after the first time.</param>
/// <param name="longest">The wait that is never exceeded.</param>
[SuppressMessage("Naming", "CA1710", Justification = "Named for what it says, as every refusal is.")]
public sealed class NotYet(string why, TimeSpan first, TimeSpan longest) : Exception(why)
{
    /// <param name="times">How often the work was put off before.</param>
    public TimeSpan Wait(int times) => GrowingDelay.After(times + 1, first, longest);
}
