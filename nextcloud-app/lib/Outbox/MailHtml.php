<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use Sprechstunde\Core\MailText;
use Sprechstunde\Core\Practice;

/**
 * The look of a mail to a patient: the practice's name on top, nothing loaded from anywhere. Nextcloud's own template would show
 * Nextcloud's logo and centre the text; a patient knows the practice, not its server. Tables and inline styles, because mail programs know little else.
 */
final class MailHtml {
	private const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

	/** @param string $language of the text: de or en */
	public static function of(MailText $mail, Practice $practice, string $language): string {
		$language = $language === 'en' ? 'en' : 'de';
		$name = self::text($practice->name);
		$heading = self::text($mail->heading);
		$phone = '<a href="tel:' . preg_replace('/[^+0-9]/', '', $practice->phone) . '" style="color:#1c2329;white-space:nowrap">' . self::text($practice->phone) . '</a>';
		$called = static fn (string $html): string => $practice->phone === '' ? $html : str_replace(self::text($practice->phone), $phone, $html);
		$url = self::text($mail->link ?? '');
		$linked = static fn (string $html): string => $url === '' ? $html : str_replace($url, "<a href=\"$url\" style=\"color:#1d5d8c\">$url</a>", $html);
		$paragraphs = implode('', array_map(static fn (string $paragraph): string => '<p style="margin:0 0 16px">' . $linked($called(self::lines($paragraph))) . '</p>', $mail->paragraphs));
		$facts = self::facts($mail->facts);
		$words = $mail->footer === '' ? '' : '<p style="margin:16px 0 0">' . $called(self::lines($mail->footer)) . '</p>';
		$footer = implode('<br>', array_filter([$name, self::text($practice->address), $practice->phone === '' ? '' : $phone], static fn (string $line): bool => $line !== ''));
		$subject = self::text($mail->subject);
		$font = self::FONT;
		return <<<HTML
			<!DOCTYPE html>
			<html lang="$language">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light">
			<title>$subject</title>
			</head>
			<body style="margin:0;padding:0;background:#f2f4f6">
			<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f2f4f6">
			<tr><td align="center" style="padding:24px 12px">
			<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border-radius:8px;border-top:4px solid #1d5d8c">
			<tr><td style="padding:24px 28px 0;$font;font-size:15px;line-height:22px;font-weight:bold;color:#1d5d8c">$name</td></tr>
			<tr><td style="padding:12px 28px 28px;$font;font-size:16px;line-height:24px;color:#1c2329">
			<h1 style="margin:0 0 16px;font-size:22px;line-height:30px;font-weight:bold;color:#1c2329">$heading</h1>
			$paragraphs$facts$words</td></tr>
			<tr><td style="padding:16px 28px 24px;border-top:1px solid #dfe3e7;$font;font-size:14px;line-height:21px;color:#56616b">$footer</td></tr>
			</table>
			</td></tr>
			</table>
			</body>
			</html>

			HTML;
	}

	/** @param list<array{label: string, text: string}> $facts */
	private static function facts(array $facts): string {
		$rows = '';
		foreach ($facts as $index => $fact) {
			$line = $index === 0 ? '' : 'border-top:1px solid #dfe3e7;';
			$weight = $index === 0 ? 'bold' : 'normal';
			$rows .= "<tr><th scope=\"row\" align=\"left\" valign=\"top\" style=\"{$line}padding:10px 14px;font-size:14px;font-weight:normal;color:#56616b;white-space:nowrap\">" . self::text($fact['label']) . '</th>'
				. "<td valign=\"top\" style=\"{$line}padding:10px 14px 10px 0;font-weight:$weight\">" . self::lines($fact['text']) . '</td></tr>';
		}
		$font = self::FONT;
		return $rows === '' ? '' : "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"background:#f2f4f6;border-radius:6px;$font;font-size:16px;line-height:24px;color:#1c2329\">$rows</table>";
	}

	private static function lines(string $text): string {
		return nl2br(self::text($text), false);
	}

	private static function text(string $text): string {
		return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
	}
}
