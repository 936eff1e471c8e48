using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Files.Scanning;

/// <summary>There is no scanner to be reached, or none that finds anything: files wait.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every refusal is.")]
public sealed class ScannerAway(string words, Exception? cause = null) : Exception(words, cause);

/// <summary>The scanner is there, but did not come to a verdict about this file.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every refusal is.")]
public sealed class ScannerFailed(string words, Exception? cause = null) : Exception(words, cause);
