using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Documents.Printing;

/// <summary>A page or document could not be made into a PDF.</summary>
/// <param name="why">In words for whoever reads the result: what happened, not where.</param>
[SuppressMessage("Naming", "CA1710", Justification = "Named for what it says, as every refusal is.")]
public sealed class PrintingFailed(string why) : Exception(why);
