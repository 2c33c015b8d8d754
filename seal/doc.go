// Package seal (电子印章) makes a deployment's certificate authority and seals, puts them on
// documents and tells whether a sealed document is sound.
//
// A sealed PDF carries two signatures of one seal. The first, a GB/T 38540-2020 SES_Signature
// with SM2 and SM3, covers the printed file and is attached to it. The second, PAdES with
// ECDSA P-256, covers everything including the first, so that common readers can check it.
// Neither key leaves the seal folder: keys stand there encrypted, as PKCS#12 and PKCS#8.
//
// What such seals are worth: they prove who in this deployment sealed what and when. A 可靠电子
// 签名 of 电子签名法13 and a seal of the state's system (国令716 第9条) need a licensed authority
// and a certified device; an imported authority may be one.
package seal
